package api_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/xianfeng-oss/xianfeng/api"
	"github.com/xianfeng-oss/xianfeng/export/docx"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/people"
)

// aDirector is a token of the office's director, whose account has a person.
func (w *world) aDirector() string {
	w.T.Helper()
	ctx := w.T.Context()
	a, _, err := w.People.Create(ctx, stage.Program, people.NewAccount{Root: w.Root, Login: "the-director", Hash: "none", Person: w.Director().Person})
	w.Must(err)
	_, err = w.People.Grant(ctx, stage.Program, people.Grant{Account: a.ID, Role: people.OfficeDirector, Unit: w.Root, Body: "office"})
	w.Must(err)
	_, secret, err := w.People.IssueToken(ctx, stage.Program, a.ID, "test", time.Time{})
	w.Must(err)
	return secret
}

func TestP60TheBulletinThroughTheAPI(t *testing.T) {
	w := newWorld(t, api.Options{})
	w.At("2018-09-28 10:00")
	w.accepted("yexian", "2018-09", stage.Monthly())
	office, director := w.token(people.Office, "PDS", "office"), w.aDirector()
	all := "/campaigns/" + string(w.Campaign) + "/bulletins"
	september := obj{"obligation": "bulletin", "period": "2018-09"}
	early := w.post(office, all, september).must(t, 200)
	at := "/bulletins/" + early["id"].(string)
	if p := w.post(director, at+"/sign", obj{"revision": early["revision"]}).must(t, 409); p["code"] != "publication.not_due" {
		t.Errorf("signed before the reports are due: %v", p)
	}
	w.At("2018-10-09 10:00")
	draft := w.post(office, all, september).must(t, 200)
	edit := obj{"revision": draft["revision"], "title": "九月进展", "note": "联系 13800138000"}
	if bad := errorsAt(w.do(request{method: http.MethodPut, path: at, token: office, body: edit}).must(t, 422)); bad["note"] == "" {
		t.Errorf("a phone number in the note is told at %v", bad)
	}
	source := draft["sources"].([]any)[0].(obj)
	edit["note"], edit["practices"] = "请各单位对照", []obj{{"duty": source["duty"], "version": source["version"], "cell": source["cell"], "text": "大棚"}}
	draft = w.do(request{method: http.MethodPut, path: at, token: office, body: edit}).must(t, 200)
	if p := draft["practices"].([]any); len(p) != 1 || p[0].(obj)["text"] != "大棚" {
		t.Errorf("practices %v", p)
	}
	w.do(request{method: http.MethodPut, path: at, token: office, body: edit}).must(t, 409)
	w.post(office, at+"/sign", obj{"revision": draft["revision"]}).must(t, 403)
	signed := w.post(director, at+"/sign", obj{"revision": draft["revision"]}).must(t, 200)
	draft = w.post(director, at+"/take-back", obj{"revision": signed["revision"], "reason": "改一处"}).must(t, 200)
	signed = w.post(director, at+"/sign", obj{"revision": draft["revision"]}).must(t, 200)
	issued := w.post(office, at+"/issue", obj{"revision": signed["revision"]}).must(t, 200)
	word := w.get(office, at+"/word")
	if word.status != http.StatusOK || word.header.Get("Content-Type") != docx.Media || !strings.HasPrefix(string(word.raw), "PK") ||
		!strings.Contains(word.header.Get("Content-Disposition"), "filename*=UTF-8''") {
		t.Errorf("as Word: %d %v", word.status, word.header)
	}
	if issued["state"] != "issued" || issued["number"] != "2018年第1期" || issued["signer"] != "办公室主任 陈文远" {
		t.Errorf("issued %v", issued)
	}
	liaison := w.token(people.Liaison, "lushan", "")
	if got := w.get(liaison, at); got.status != http.StatusOK || !strings.Contains(string(got.raw), "叶县总工会") {
		t.Errorf("a liaison reads %d", got.status)
	}
	if items := w.get(liaison, all).must(t, 200)["items"].([]any); len(items) != 1 {
		t.Errorf("a liaison lists %v", items)
	}
	fix := w.post(office, at+"/corrections", obj{"unit": "yexian", "measure": "projects", "new": "5", "reason": "漏计一个"}).must(t, 200)
	if fix["old"] != "4" || fix["new"] != "5" || fix["place"] != "叶县总工会 在建项目" {
		t.Errorf("corrected %v", fix)
	}
}

// What is not issued exists for who composes or signs alone; what is issued is
// read by everybody in the campaign and by nobody beyond.
func TestBulletinsHoldTheTable(t *testing.T) {
	w := newWorld(t, api.Options{})
	w.beside()
	w.At("2018-10-09 10:00")
	ctx := t.Context()
	office := w.As(people.Office, "PDS")
	draft, err := w.Bulletins.Compose(ctx, office, w.Campaign, "bulletin", "2018-09")
	w.Must(err)
	issued, err := w.Bulletins.Compose(ctx, office, w.Campaign, "bulletin", "2018-08")
	w.Must(err)
	issued, err = w.Bulletins.Sign(ctx, w.Director(), issued.ID, issued.Revision)
	w.Must(err)
	issued, err = w.Bulletins.Issue(ctx, office, issued.ID, issued.Revision)
	w.Must(err)
	elsewhere, err := w.Bulletins.Compose(ctx, stage.Program, w.other, "bulletin", "2018-09")
	w.Must(err)
	acts := map[string]people.Action{
		"save": people.BulletinCompose, "discard": people.BulletinCompose, "sign": people.BulletinSign, "cosign": people.BulletinSign,
		"take-back": people.BulletinSign, "issue": people.BulletinIssue, "corrections": people.BulletinCompose,
	}
	bodies := map[string]obj{
		"save": {"revision": 99, "title": "x"}, "discard": {"revision": 99}, "sign": {"revision": 99}, "cosign": {"revision": 99},
		"take-back": {"revision": 99, "reason": "x"}, "issue": {"revision": 99}, "corrections": {"new": "x", "reason": "x"},
	}
	for _, role := range people.Roles {
		for _, home := range []string{"PDS", "yexian"} {
			body := ""
			if role.ActsForBody() {
				body = "office"
			}
			token := w.token(role, home, body)
			works := home == "PDS" && people.Table[people.BulletinCompose][role] != people.None
			reads := people.Table[people.BulletinRead][role] != people.None
			check := func(what string, got answer, want int) {
				if !meets(got.status, want) {
					t.Errorf("%s by %s at %s: %d, want %d", what, role, home, got.status, want)
				}
			}
			check("reading a draft", w.get(token, "/bulletins/"+string(draft.ID)), status(works, works))
			check("reading an issued one", w.get(token, "/bulletins/"+string(issued.ID)), status(reads, reads))
			check("reading one of elsewhere", w.get(token, "/bulletins/"+string(elsewhere.ID)), http.StatusNotFound)
			check("a draft as Word", w.get(token, "/bulletins/"+string(draft.ID)+"/word"), status(works, works))
			check("an issued one as Word", w.get(token, "/bulletins/"+string(issued.ID)+"/word"), status(reads, reads))
			check("one of elsewhere as Word", w.get(token, "/bulletins/"+string(elsewhere.ID)+"/word"), http.StatusNotFound)
			for name, act := range acts {
				// Signing needs a person besides, which none of these accounts has.
				may := works && act != people.BulletinSign
				send := func(id string) answer {
					if name == "save" {
						return w.do(request{method: http.MethodPut, path: "/bulletins/" + id, token: token, body: bodies[name]})
					}
					return w.post(token, "/bulletins/"+id+"/"+name, bodies[name])
				}
				check(name+" of a draft", send(string(draft.ID)), status(may, works))
				check(name+" of an issued one", send(string(issued.ID)), status(may, reads))
				check(name+" of one of elsewhere", send(string(elsewhere.ID)), http.StatusNotFound)
			}
		}
	}
}

// status is what one meets who may do a thing, or who may at least know of it.
func status(may, knows bool) int {
	switch {
	case may:
		return http.StatusOK
	case knows:
		return http.StatusForbidden
	}
	return http.StatusNotFound
}
