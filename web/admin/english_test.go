package admin

import (
	"encoding/json"
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbooks"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
	"github.com/xianfeng-oss/xianfeng/web/admin/desktest"
)

// Who reads English meets no Chinese but what is data: the words of the plan,
// the names of units and persons, what was reported, and what stands in an
// element that says so with its lang.
func TestEveryPageIsEnglish(t *testing.T) {
	d := open(t)
	d.At("2018-06-28 10:00")
	to := targetsOf(t, d)[0]
	issued, err := json.Marshal(to.issued)
	d.Must(err)
	known := data(t, d) + string(issued)
	for _, role := range []people.Role{people.Office, people.OfficeDirector, people.Liaison, people.Admin} {
		body := ""
		if role.ActsForBody() {
			body = "office"
		}
		s := d.Sit(t, role, seatOf[role], body)
		seen := map[string]bool{}
		routes := append(slices.Clone(d.Routes), desk.Route{Pattern: "GET /nowhere"}, desk.Route{Pattern: "GET /sign-in"})
		slices.SortStableFunc(routes, func(a, b desk.Route) int { return strings.Compare(a.Pattern[:3], b.Pattern[:3]) }) // pages before forms
		for _, r := range routes {
			method, path, _ := strings.Cut(r.Pattern, " ")
			if r.Pattern == "POST /sign-out" || !reaches(people.Table[r.Act][role], "seat") && r.Act != "" {
				continue
			}
			path = fill(partOfPlan.Replace(path), to)
			page := s.Do(method, path+"?lang=en", "application/x-www-form-urlencoded", strings.NewReader("")) // a form sent empty says what is wrong
			if !strings.HasPrefix(page.Header.Get("Content-Type"), "text/html") {
				continue
			}
			for _, words := range chinese(page.Body) {
				if !strings.Contains(known, words) && !seen[words] {
					seen[words] = true
					t.Errorf("%s, as %s, says «%s»", path, role, words)
				}
			}
		}
	}
}

var (
	foreignParts = regexp.MustCompile(`(?s)<article[^>]* lang="zh-CN".*?</article>|<script.*?</script>|<textarea.*?</textarea>`)
	marked       = regexp.MustCompile(`(?s)<(\w+)[^>]* lang="zh[^"]*"[^>]*>[^<]*</\w+>`)
	addresses    = regexp.MustCompile(` (value|href|action|src|content|download|data-[a-z-]*value)="[^"]*"`)
	han          = regexp.MustCompile(`\p{Han}+`)
)

// chinese lists the Chinese words of a page: of its texts, and of the attributes
// that a person meets.
func chinese(page string) []string {
	page = marked.ReplaceAllString(foreignParts.ReplaceAllString(page, ""), "")
	page = strings.ReplaceAll(page, `>中文<`, "><")
	words := han.FindAllString(html.UnescapeString(addresses.ReplaceAllString(page, "")), -1)
	slices.Sort(words)
	return slices.Compact(words)
}

// data is every text that comes from somebody and not from the program.
func data(t *testing.T, d *desktest.House) string {
	t.Helper()
	var b strings.Builder
	for _, id := range playbooks.All() {
		pb, err := playbooks.Open(id)
		d.Must(err)
		b.Write(pb.Source)
		b.Write(playbooks.Document(id))
	}
	tree, err := d.Units.Tree(t.Context(), d.Root, d.Units.Today())
	d.Must(err)
	for _, n := range tree.Nodes() {
		b.WriteString(n.Name + "\n" + strings.Join(n.Aliases, "\n"))
	}
	for _, cells := range []map[string]string{stage.Monthly(), desktest.Goals()} {
		text, err := json.Marshal(cells)
		d.Must(err)
		b.Write(text)
	}
	persons, err := d.Units.Persons(t.Context(), stage.Program, d.Root)
	d.Must(err)
	for _, p := range persons {
		b.WriteString(p.Name + "\n")
	}
	b.WriteString("平工发〔2018〕号 平工办")                  // how the offices number their documents
	b.WriteString("技能培训 常村镇 面向全县 韩梅香")               // what was recorded
	b.WriteString("演示数据，均属虚构")                       // said in every language
	b.WriteString("国办发明电 元旦 春节 清明节 劳动节 端午节 中秋节 国庆节") // what the notices of holidays say
	return b.String()
}
