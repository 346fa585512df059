// Package locale holds every text a person reads, by key and language:
// Simplified Chinese first, English complete. A Printer puts texts, dates,
// money, numbers and failures into one language.
//
// Catalogues are JSON files, one per area, in the folder of their language. A
// value is a text, or for a text that counts an object {"one": …, "other": …}
// whose form follows the message's first whole number. «{0}», «{1}» stand for
// the arguments in order.
package locale

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Lang is the tag of a language the program speaks.
type Lang string

// The languages.
const (
	ZhCN Lang = "zh-CN"
	En   Lang = "en"
)

// Langs lists the languages; the first is the default.
var Langs = []Lang{ZhCN, En}

// Shanghai is the zone the campaigns run in. It has known no other offset
// since 1991, so no time zone data is needed.
var Shanghai = time.FixedZone("Asia/Shanghai", 8*60*60)

//go:embed zh-CN/*.json en/*.json
var files embed.FS

var catalogues = map[Lang]map[string]text{
	ZhCN: mustLoad(files, ZhCN),
	En:   mustLoad(files, En),
}

// text is one message; one is set only where the language tells one from many.
type text struct{ one, other string }

// UnmarshalJSON reads a plain text or an object of plural forms.
func (t *text) UnmarshalJSON(b []byte) error {
	if json.Unmarshal(b, &t.other) == nil {
		return nil
	}
	var forms struct{ One, Other string }
	if err := json.Unmarshal(b, &forms); err != nil {
		return err
	}
	t.one, t.other = forms.One, forms.Other
	return nil
}

func mustLoad(fsys fs.FS, lang Lang) map[string]text {
	all, err := load(fsys, lang)
	if err != nil {
		panic(err)
	}
	return all
}

// load merges the areas of one language. A key that stands in two areas is an
// error: its two texts would drift apart.
func load(fsys fs.FS, lang Lang) (map[string]text, error) {
	names, err := fs.Glob(fsys, path.Join(string(lang), "*.json"))
	if err != nil {
		return nil, err
	}
	all := map[string]text{}
	for _, name := range names {
		b, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, err
		}
		area := map[string]text{}
		if err := json.Unmarshal(b, &area); err != nil {
			return nil, fmt.Errorf("locale: %s: %w", name, err)
		}
		for key, t := range area {
			if _, twice := all[key]; twice {
				return nil, fmt.Errorf("locale: %s: %s stands in another area too", name, key)
			}
			all[key] = t
		}
	}
	return all, nil
}

// Match returns the language to answer in: the cookie's if it names one, else
// the first of an Accept-Language header that is spoken here, else Chinese.
func Match(acceptLanguage, cookie string) Lang {
	if lang := Lang(cookie); slices.Contains(Langs, lang) {
		return lang
	}
	best, weight := Langs[0], 0.0
	for part := range strings.SplitSeq(acceptLanguage, ",") {
		tag, param, _ := strings.Cut(strings.TrimSpace(part), ";")
		q := 1.0
		if s, ok := strings.CutPrefix(strings.TrimSpace(param), "q="); ok {
			q, _ = strconv.ParseFloat(s, 64)
		}
		base, _, _ := strings.Cut(strings.ToLower(tag), "-")
		for _, lang := range Langs {
			if strings.HasPrefix(string(lang), base) && len(base) == 2 && q > weight {
				best, weight = lang, q
			}
		}
	}
	return best
}
