package export

import "testing"

func TestRewriteLinks(t *testing.T) {
	t.Parallel()
	resolve := func(target, block string) (file string, lost, ok bool) {
		switch target {
		case "Mali: After Tinzaouaten":
			return "Mali - After Tinzaouaten", block == "a-gone", true
		case "kursk":
			return "Kursk", block == "a-gone", true
		}
		return "", false, false
	}
	for given, want := range map[string]string{
		"[[Mali: After Tinzaouaten]]":            "[[Mali - After Tinzaouaten|Mali: After Tinzaouaten]]",
		"[[Mali: After Tinzaouaten|that brief]]": "[[Mali - After Tinzaouaten|that brief]]",
		"[[ Mali: After Tinzaouaten #Notes]]":    "[[Mali - After Tinzaouaten#Notes|Mali: After Tinzaouaten]]",
		"![[Mali: After Tinzaouaten#^a-1]] x":    "![[Mali - After Tinzaouaten#^a-1|Mali: After Tinzaouaten]] x",
		"[[Mali: After Tinzaouaten#^a-gone]]":    "[[Mali - After Tinzaouaten|Mali: After Tinzaouaten]]",
		`| [[Mali: After Tinzaouaten\|M]] |`:     `| [[Mali - After Tinzaouaten\|M]] |`,
		"[[kursk]] and [[kursk#^a-gone]]":        "[[kursk]] and [[Kursk|kursk]]",
		"[[nobody]] [[#here]] [[]] [[a":          "[[nobody]] [[#here]] [[]] [[a",
		"`[[Mali: After Tinzaouaten]]` stays":    "`[[Mali: After Tinzaouaten]]` stays",
		"```\n[[Mali: After Tinzaouaten]]\n```":  "```\n[[Mali: After Tinzaouaten]]\n```",
		"~~~\n`[[kursk#^a-gone]]\n~~~\n``x":      "~~~\n`[[kursk#^a-gone]]\n~~~\n``x",
	} {
		if got := rewriteLinks(given, resolve); got != want {
			t.Errorf("rewriteLinks(%q)\n got %q\nwant %q", given, got, want)
		}
	}
}
