package web
import ("testing";"os";"context";"strings";"fmt";"path/filepath";"golang.org/x/net/html")
func bag(s string) map[string]int { m:=map[string]int{}; for _,w:=range strings.Fields(s){m[w]++}; return m }
func TestZZCorpus(t *testing.T) {
	dirs,_ := filepath.Glob(os.Getenv("RD")+"/*/source.html")
	if len(dirs)==0 {t.Skip()}
	var tr,tp float64; n:=0
	for _,d := range dirs {
		data,_ := os.ReadFile(d)
		exp,_ := os.ReadFile(filepath.Dir(d)+"/expected.html")
		doc,_ := html.Parse(strings.NewReader(string(exp)))
		as,err := Read(context.Background(), "x.html", data)
		if err!=nil { fmt.Println(d, err); continue }
		var sb strings.Builder
		for _,b := range as[0].Blocks { sb.WriteString(b.Text+" ") }
		e,g := bag(strings.Join(strings.Fields(strings.ReplaceAll(textOf(doc),"|"," "))," ")), bag(strings.ReplaceAll(sb.String(),"|"," "))
		same,ne,ng:=0,0,0
		for w,c := range e { ne+=c; same+=min(c,g[w]) }
		for _,c := range g { ng+=c }
		r,p := float64(same)/float64(max(ne,1)), float64(same)/float64(max(ng,1))
		tr+=r;tp+=p;n++
		if r<0.93||p<0.93 { 
			fmt.Printf("%-40s recall %.3f precision %.3f  (%d words) whole=%v\n", filepath.Base(filepath.Dir(d)), r,p,ne, strings.Contains(fmt.Sprint(as[0].Remarks),"no main"))
		}
	}
	fmt.Printf("mean recall %.4f precision %.4f n=%d\n", tr/float64(n), tp/float64(n), n)
}
