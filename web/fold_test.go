package web

import (
	"html/template"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/locale"
)

// What a template says without its data is the same folded or not, and only
// what must be escaped is still a call.
func TestFoldKeepsWhatAPageSays(t *testing.T) {
	t.Parallel()
	const source = `{{if .}}<p title="{{t "web.home"}}">{{t "web.home"}}{{range .}}{{t "web.filter"}}{{else}}{{t "web.reset"}}{{end}}</p>` +
		`{{with .}}{{t "web.rows" 2}}{{end}}{{end}}{{t "a <b> & c"}}{{$x := t "web.home"}}{{$x}}`
	for _, lang := range locale.Langs {
		p := locale.New(lang)
		plain := template.Must(template.New("plain").Funcs(functions(p)).Parse(source))
		folded := template.Must(template.New("folded").Funcs(functions(p)).Parse(source))
		fold(folded, p)
		said := [2]strings.Builder{}
		for i, each := range []*template.Template{plain, folded} {
			left := each.Tree.Root.String()
			if err := each.Execute(&said[i], []int{1, 2}); err != nil {
				t.Fatal(err)
			}
			if calls := strings.Count(left, "{{t "); calls != []int{6, 2}[i] {
				t.Errorf("%d calls are left in %s", calls, left)
			}
		}
		if said[0].String() != said[1].String() {
			t.Errorf("%s: %s became %s", lang, &said[0], &said[1])
		}
	}
}
