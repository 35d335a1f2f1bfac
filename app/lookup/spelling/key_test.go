package spelling_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"sidelight/app/lookup/spelling"
)

func TestKey_OneNameInManySpellings(t *testing.T) {
	t.Parallel()
	for _, spellings := range []string{
		"Prigozhin Prigojine Пригожин prigozhin PRIGOZHIN",
		"Azawad Azaouad",
		"Zelensky Zelenskyy Zelenskiy Zelenskij Zelenskyj Зеленский Зеленський",
		"Kyiv Kiev Kiew Kyjiw Київ Киев",
		"Putin Poutine Путин",
		"Lavrov Lavroff Lawrow",
		"Khrushchev Khrouchtchev Хрущёв",
		"Yekaterinburg Ekaterinburg",
		"Zhytomyr Jytomyr Djytomyr",
		"Chechnya Tchetchnia Tsjetsjnia",
		"Sergey Sergei Sergueï Sergej",
		"Aliyev Aliev Alijew Алиев",
		"Qaddafi Qadhafi Kadhafi Kadafi",
		"Qaeda Qaida Kaida Alqaeda",
		"Shabaab Shabab Schabab Alshabaab",
		"Shaykh Sheikh Cheikh",
		"Hezbollah Hizbullah Hizboullah",
		"Hussein Husayn Houssein Hossein Husain",
		"Muhammad Mohammad Mouhammad Muhammadd",
		"Raqqa Raqqah Rakka Raqqeh",
		"Riyadh Riad",
		"Sayyid Sayed Said Saeed",
		"Ouagadougou Wagadugu Wagadougou",
		"N'Djamena Ndjamena N’Djaména",
		"Djibouti Jibuti Djibuti",
		"Azerbaijan Azerbaidjan Azerbaidschan",
		"Algeria Algérie",
		"Alexandre Aleksandr",
		"Milošević Milosevic Milosevitch",
		"Xinhua Hsinhua 新华",
		"Beijing 北京",
		"Tawfik Taufik Taoufik Tawfiq",
		"Suharto Soeharto",
	} {
		names := strings.Fields(spellings)
		for _, name := range names[1:] {
			if got, want := spelling.Key(name), spelling.Key(names[0]); got != want {
				t.Errorf("%s is %q, but %s is %q", name, got, names[0], want)
			}
		}
	}
}

func TestKey_Names(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ one, other string }{
		{"Al-Qaeda", "el Kaida"},
		{"al-Shabaab", "ash-Shabaab"},
		{"Deir ez-Zor", "Deir al-Zor"},
		{"Rostov-on-Don", "Rostov on  Don"},
		{"Rostov–on–Don", "Rostov-on-Don"},
		{"Saad al-Hariri", "Saad Hariri"},
		{"I.D.F.", "idf"},
	} {
		if got, want := spelling.Key(c.one), spelling.Key(c.other); got != want {
			t.Errorf("%s is %q, but %s is %q", c.one, got, c.other, want)
		}
	}
	for _, c := range []struct{ name, want string }{
		{"", ""}, {"'", ""}, {"\x00\xff", ""}, {"🙂", ""}, {"al", "al"}, {"h", "h"}, {"47", "47"}, {"1100", "1100"}, {"القاعدة", "lkd"},
	} {
		if got := spelling.Key(c.name); got != c.want {
			t.Errorf("Key(%q) = %q, want %q", c.name, got, c.want)
		}
	}
}

// TestKey_OtherNames holds apart what is another place or person.
func TestKey_OtherNames(t *testing.T) {
	t.Parallel()
	names := strings.Fields(`
		Mali Male Malawi Malta Niger Nigeria Iran Iraq Austria Australia Sudan Sedan Sweden Chad Chile China Cuba Kuwait Congo Gabon Gambia Ghana Guinea Guyana Guam
		Georgia Jordan Jamaica Japan Latvia Lithuania Libya Lebanon Liberia Slovakia Slovenia Serbia Syria Somalia Samoa Oman Romania Rwanda Russia Burma Burundi
		Burkina Brunei Britain Bahrain Benin Bhutan Belize Bolivia Bosnia Botswana Tonga Togo Tunisia Turkey Tanzania Uganda Ukraine Yemen Zambia Zimbabwe
		Korea Kenya Kosovo Kazan Gazan Gaza Gao Goma Koma Bamako Baku Basra Beirut Berlin Bern Bonn Brest Paris Prague Riga Rome Rabat Sofia Sanaa Seoul
		Tripoli Tirana Tbilisi Tehran Tabriz Kabul Kandahar Karachi Kursk Kirkuk Kherson Kharkiv Donetsk Damascus Dakar Dhaka Doha Dubai Dublin Homs Hama Hamas Herat
		Idlib Irbid Erbil Mosul Minsk Moscow Mecca Medina Manila Mosad Mozambique Lviv Luhansk Lyman Sumy Sirte Sochi Poti Batumi Gori Osh Aden Ataq Marib Taiz Ibb
		Assad Saddam Sadr Saud Salman Sisi Haftar Hariri Hadi Houthi Hutu Tutsi Tito Putin Peskov Patrushev Petro Modi Maduro Milei Macron Merkel Merz Biden Bush Obama
		Trump Xi Li Lai Kim Kerry Khan Khomeini Khamenei Karzai Kagame Kadyrov Kallas Tusk Duda Orban Fico Vance Wagner Boko Haram Fano Fatah Taliban Talabani Barzani`)
	keys := map[string]string{}
	for _, name := range names {
		key := spelling.Key(name)
		if other, ok := keys[key]; ok {
			t.Errorf("%s and %s are both %q", other, name, key)
		}
		keys[key] = name
	}
}

func TestKey_Properties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(rapid.String(), rapid.StringMatching(`[a-zA-Z' -]{0,30}`), rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) })).Draw(t, "s")

		key := spelling.Key(s)

		if strings.Trim(key, "abcdefghijklmnopqrstuvwxyz0123456789 ") != "" || !utf8.ValidString(key) {
			t.Fatalf("Key(%q) = %q", s, key)
		}
		if key != strings.Join(strings.Fields(key), " ") {
			t.Fatalf("Key(%q) = %q has spaces too many", s, key)
		}
		if again := spelling.Key(strings.ToUpper(s)); isASCII(s) && again != key {
			t.Fatalf("Key(%q) = %q, in capitals %q", s, key, again)
		}
	})
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}
