package admin

import (
	"bytes"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
	"github.com/xianfeng-oss/xianfeng/web/admin/desktest"
)

// home is where a plan is tried: the federation, a county or system and another
// one, and the month in which things were done.
type home struct{ office, unit, other, month string }

// sample is something that a field may hold; of entries the ids of those that
// were recorded before.
func (h home) sample(b *book.Book, f register.Field, n int, before map[string][]ledger.EntryID) string {
	switch f.Type {
	case register.Number:
		return fmt.Sprint(10 + n)
	case register.Date:
		return fmt.Sprintf("%s-%02d", h.month, 10+n)
	case register.Year:
		return fmt.Sprint(2015 + n)
	case register.Tick:
		return "yes"
	case register.Choice:
		all := b.Options(f)
		if f.Several && len(all) > 1 {
			return all[0].ID + "," + all[1].ID
		}
		return all[n%len(all)].ID
	case register.Unit:
		return h.other
	case register.Entry:
		var ids []string
		for _, to := range f.To {
			for _, id := range before[to] {
				ids = append(ids, string(id))
			}
		}
		if len(ids) > 0 && !f.Several {
			return ids[n%len(ids)]
		}
		return strings.Join(ids, ",")
	case register.Name:
		return []string{"张小山", "欧阳明"}[n%2]
	case register.Phone:
		return fmt.Sprintf("1380000000%d", n)
	case register.Identity:
		return []string{"410422197001010015", "410422197001010023"}[n%2]
	}
	return []string{"=第一处", "第二、处", "第三处"}[n] + f.ID[:min(4, len(f.ID))]
}

// filled records entries of every register of a campaign, of two units, those
// first that others name.
func (h home) filled(t *testing.T, d *desktest.House, books []book.Book) map[string][]ledger.EntryID {
	t.Helper()
	out := map[string][]ledger.EntryID{}
	waits := func(b book.Book) bool {
		for _, f := range b.Fields {
			for _, to := range f.To {
				if _, uses := of(books, to); uses && len(out[to]) == 0 && to != b.ID {
					return true
				}
			}
		}
		return false
	}
	for left := books; len(left) > 0; {
		var later []book.Book
		for _, b := range left {
			if waits(b) && len(later) < len(left)-1 {
				later = append(later, b)
				continue
			}
			for n, unit := range []string{h.unit, h.unit, h.other} {
				var typed []string
				for _, f := range b.Fields {
					v := h.sample(&b, f, n, out)
					if f.ID == "left_on" || v == "" || n == 2 && !f.Required && f.Type == register.Identity {
						continue
					}
					typed = append(typed, f.ID, v)
				}
				e, err := d.Enter(stage.Program, b.ID, unit, typed...)
				if err != nil {
					t.Fatalf("%s: %v", b.ID, err)
				}
				out[b.ID] = append(out[b.ID], e.ID)
			}
		}
		left = later
	}
	return out
}

func of(books []book.Book, id string) (book.Book, bool) {
	for _, b := range books {
		if b.ID == id {
			return b, true
		}
	}
	return book.Book{}, false
}

// handIn hands a file in for a register and returns the page of the import.
func handIn(s *desktest.Seat, register, unit, name string, file []byte) desktest.Page {
	s.T.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	_ = m.WriteField("unit", unit) // into a buffer
	w, err := m.CreateFormFile("file", name)
	if err != nil {
		s.T.Fatal(err)
	}
	_, _ = w.Write(file) // into a buffer
	_ = m.Close()
	at := s.Do(http.MethodPost, "/ledger/import/"+register, m.FormDataContentType(), &b).Is(http.StatusSeeOther).Header.Get("Location")
	return s.Get(at).Is(http.StatusOK)
}

var unchanged = regexp.MustCompile(`<dt>不变</dt><dd>(\d+)</dd>`)

// What the program hands out of a register, brought in again as it is, changes
// nothing: whatever columns it has, masked or not.
func TestExportsComeBackUnchanged(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		s.At("2018-09-28 10:00")
		home{"PDS", "yexian", "lushan", "2018-06"}.exportsComeBack(t, desktest.On(t, s, routes))
	})
}

func TestExportsOfTheSecondPlanComeBackUnchanged(t *testing.T) {
	stage.BothHuaibei(t, func(t *testing.T, s *stage.Stage) {
		s.At("2019-03-28 10:00")
		home{"HB", "suixi", "shijiao", "2019-01"}.exportsComeBack(t, desktest.On(t, s, routes))
	})
}

func (h home) exportsComeBack(t *testing.T, d *desktest.House) {
	running, err := d.Campaigns.Look(t.Context(), stage.Program, d.Campaign)
	d.Must(err)
	books := book.All(running.Book)
	entries := h.filled(t, d, books)
	office := d.Sit(t, people.Office, h.office, "office")
	for _, b := range books {
		every := "&col=unit"
		for _, f := range b.Fields {
			every += "&col=" + f.ID
		}
		for _, columns := range []string{"", every} {
			for _, format := range []string{"xlsx", "csv"} {
				file := office.Get("/ledger/export/" + b.ID + "?format=" + format + columns).Is(http.StatusOK)
				p := handIn(office, b.ID, string(d.Unit(h.other)), "导出."+format, []byte(file.Body))
				n := unchanged.FindStringSubmatch(p.Body)
				if n == nil || n[1] != fmt.Sprint(len(entries[b.ID])) || !strings.Contains(p.Body, "完全一致") {
					t.Errorf("%s as %s%s: %s", b.ID, format, columns, said.FindAllString(p.Body, -1))
				}
			}
		}
	}
}

var said = regexp.MustCompile(`(?s)<dt>.*?</dl>|<tbody>.*?</tbody>`)

// A list of honourees that is taken along is written down with who took it; one
// in which nobody is named is not.
func TestListsOfNamesAreWrittenDown(t *testing.T) {
	d := open(t)
	d.At("2018-09-28 10:00")
	d.Entered(stage.Program, "honourees", "yexian", "name", "李四", "family", "craftsman", "level", "municipal")
	office := d.Sit(t, people.Office, "PDS", "office")
	office.Get("/readings?act=person.hand_out").Is(http.StatusOK).Says("劳模姓名是公开荣誉")
	office.Get("/ledger/export/honourees?format=csv").Is(http.StatusOK).Says("李四")
	office.Get("/ledger/export/activities?format=csv").Is(http.StatusOK)
	office.Get("/readings?act=person.hand_out").Is(http.StatusOK).Says("（含姓名）", "office", "1 行，状态：未了结的").Lacks("活动 2018-09-28")
}

// Whatever list names honourees is written down, once, with what was asked for
// and how many rows it has; what is held back, or names nobody, is not.
func TestListsThatNameHonoureesAreWrittenDown(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		s.At("2018-09-28 10:00")
		d := desktest.On(t, s, routes)
		who := d.Entered(stage.Program, "honourees", "yexian", "name", "李四", "family", "craftsman", "level", "municipal")
		done := func(place string) ledger.Entry {
			return d.Entered(stage.Program, "activities", "yexian", "name", "技能培训", "day", "2018-06-20", "line", "skill", "place", place, "led_by", string(who.ID))
		}
		done("常村镇")
		held := done("请拨0375-2345678")
		office := d.Sit(t, people.Office, "PDS", "office")
		readings := "/readings?act=person.hand_out"
		export := "/ledger/export/activities?format=csv"
		none := office.Get(readings).Body
		office.Get(export + "&col=led_by&col=place").Is(http.StatusConflict)
		office.Get(export + "&col=place&q=" + url.QueryEscape("常村")).Is(http.StatusOK).Lacks("李四")
		office.Get(export + "&col=led_by&state=withdrawn").Is(http.StatusOK)
		if after := office.Get(readings).Body; strings.Count(after, "<tr>") != strings.Count(none, "<tr>") {
			t.Error("what was held back, or named nobody, is written down")
		}
		office.Get(export + "&col=led_by&unit=" + url.QueryEscape("叶县总工会") + "&q=" + url.QueryEscape("李四")).Is(http.StatusOK)
		office.Get(export + "&col=led_by&line=skill&state=any").Is(http.StatusOK).Says("李四")
		page := office.Get(readings).Is(http.StatusOK).Says("（含姓名）", "2 行，专项：技能扶贫").Lacks("李四")
		if n := strings.Count(page.Body, "（含姓名）"); n != 1 {
			t.Errorf("one export is written down %d times", n)
		}
		reason := "&reason=" + url.QueryEscape("报市总工会备案")
		office.Get(export + "&col=led_by&col=place" + reason).Is(http.StatusOK).Says(held.Values["place"])
		page = office.Get(readings).Says("（1 处）", "2 行，状态：未了结的", "报市总工会备案")
		if n := strings.Count(page.Body, "报市总工会备案"); n != 1 {
			t.Errorf("one export with a reason is written down %d times", n)
		}
	})
}
