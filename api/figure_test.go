package api_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/api"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/people"
)

// accepted sends a monthly report and accepts it.
func (w *world) accepted(code, period string, cells map[string]string) {
	w.T.Helper()
	d := w.Duty(code, "monthly-report", period, "")
	v, err := w.Send(w.As(people.Liaison, code), d.ID, cells)
	w.Must(err)
	w.post(w.token(people.Office, "PDS", "office"), "/duties/"+string(d.ID)+"/accept", obj{"body": "office", "version": v.N}).must(w.T, 200)
}

// What the counties' reports add up to, opened down to the cells.
func TestRollupByMachine(t *testing.T) {
	w := newWorld(t, api.Options{})
	w.At("2018-10-09 09:00")
	at := "/campaigns/" + string(w.Campaign)
	for _, code := range []string{"yexian", "lushan"} {
		w.accepted(code, "2018-08", stage.Monthly())
		w.accepted(code, "2018-09", stage.Monthly())
	}
	office := w.token(people.Office, "PDS", "office")
	got := w.get(office, at+"/rollup?by=county&measure=funds_union,households&from=2018Q3&to=2018-09-30").must(t, 200)
	for _, g := range got["groups"].([]any)[:2] {
		money, homes := g.(obj)["values"].(obj)["funds_union"].(obj), g.(obj)["values"].(obj)["households"].(obj)
		if money["value"] != "6.40" || money["stored"] != 6400000.0 || money["known"] != true {
			t.Errorf("funds of %v: %v, want 6.40 万元", g.(obj)["key"], money)
		}
		if homes["known"] != false || homes["why"] != "over_time" || homes["value"] != nil || homes["reason"] == "" {
			t.Errorf("households over three months: %v", homes)
		}
	}
	if total := got["total"].(obj); total["owed"] != 15.0 || total["reports"] != 4.0 {
		t.Errorf("total %v, want 4 reports of 15", total)
	}
	parts := w.get(office, at+"/rollup/parts?measure=projects&in=county:yexian&limit=1").must(t, 200)
	if first := parts["items"].([]any)[0].(obj); first["counted"] != false || first["cell"] != "figures/skill/projects" || first["period"] != "2018-08" {
		t.Errorf("the stock of August counts: %v", first)
	}
	rest := w.get(office, at+"/rollup/parts?measure=projects&in=county:yexian&cursor="+parts["next"].(string)).must(t, 200)
	if last := rest["items"].([]any); len(last) != 1 || last[0].(obj)["counted"] != true || rest["next"] != nil {
		t.Errorf("the second page: %v", rest)
	}
	liaison := w.token(people.Liaison, "yexian", "")
	if own := w.get(liaison, at+"/rollup").must(t, 200)["groups"].([]any); len(own) != 1 || own[0].(obj)["key"] != "yexian" {
		t.Errorf("a liaison sees %v", own)
	}
}

// Nobody learns whether there is a unit that is not the asker's to see.
func TestFiguresOfUnknownAndOfUnseenUnits(t *testing.T) {
	w := newWorld(t, api.Options{})
	at := "/campaigns/" + string(w.Campaign)
	for _, token := range []string{w.token(people.Liaison, "yexian", ""), w.token(people.UnitLeader, "yexian", "")} {
		for _, path := range []string{"/rollup?", "/rollup/parts?measure=projects&", "/figures?", "/data-value-sets?"} {
			unseen, unknown := w.get(token, at+path+"unit=lushan").must(t, 404), w.get(token, at+path+"unit=nowhere").must(t, 404)
			for _, field := range []string{"code", "title", "detail"} {
				if unseen[field] != unknown[field] || unseen["code"] != "rollup.unknown_unit" {
					t.Errorf("%s: %s %v of a unit unseen, %v of one unknown", path, field, unseen[field], unknown[field])
				}
			}
		}
	}
}

func TestFiguresAsRowsAndAsDataValues(t *testing.T) {
	w := newWorld(t, api.Options{Demo: true})
	w.At("2018-10-09 09:00")
	at := "/campaigns/" + string(w.Campaign)
	w.accepted("yexian", "2018-09", stage.Monthly())
	office := w.token(people.Office, "PDS", "office")
	rows := w.get(office, at+"/figures?from=2018-09&to=2018-09").must(t, 200)
	report := rows["reports"].([]any)[0].(obj)
	if n := len(report["figures"].([]any)); n != 4 || report["unit"].(obj)["code"] != "yexian" || rows["notice"] == nil {
		t.Errorf("the report of yexian: %v", rows)
	}
	set := w.get(office, at+"/data-value-sets?measure=funds_union&from=2018-09&to=2018-09").must(t, 200)
	value := set["dataValues"].([]any)[0].(obj)
	for field, want := range map[string]any{"dataElement": "funds_union", "period": "201809", "orgUnit": "yexian", "categoryOptionCombo": "skill", "value": "3.20"} {
		if value[field] != want {
			t.Errorf("%s is %v, want %v", field, value[field], want)
		}
	}
	if none := w.get(office, at+"/figures?from=2018-10&to=2018-10&state=sent").must(t, 200); len(none["reports"].([]any)) != 0 {
		t.Errorf("October: %v", none)
	}
}

func TestFiguresMisasked(t *testing.T) {
	w := newWorld(t, api.Options{})
	w.beside()
	at := "/campaigns/" + string(w.Campaign) + "/rollup"
	office := w.token(people.Office, "PDS", "office")
	for query, want := range map[string]string{
		"from=2018Q5":                       "from:api.not_stretch",
		"to=once":                           "to:api.not_stretch",
		"from=2018-09&to=2018-08":           "to:rollup.ends_before",
		"measure=nonsense":                  "measure:rollup.unknown_measure",
		"line=nonsense":                     "line:rollup.not_option",
		"in=nonsense:x":                     "in:rollup.not_option",
		"obligation=nonsense":               "obligation:rollup.unknown_obligation",
		"obligation=receipt":                "obligation:rollup.unknown_obligation",
		"obligation=monthly-report&form=no": "form:rollup.unknown_form",
		"by=nonsense":                       "query.by:api.not_one_of",
		"nonsense=1":                        "query.nonsense:api.unknown_field",
	} {
		p := w.get(office, at+"?"+query).must(t, 422)
		path, code, _ := strings.Cut(want, ":")
		if got := errorsAt(p); got[path] != code {
			t.Errorf("%s answers %v, want %s", query, got, want)
		}
	}
	if p := w.get(office, at+"/parts").must(t, 422); errorsAt(p)["measure"] != "api.one_measure" {
		t.Errorf("parts of nothing answer %v", p)
	}
	if p := w.get(office, at+"/parts?measure=projects&cursor=x").must(t, 422); errorsAt(p)["cursor"] != "api.bad_cursor" {
		t.Errorf("a cursor that is none answers %v", p)
	}
	w.get(office, at+"?unit=nowhere").must(t, 404)
	w.get(office, fmt.Sprintf("/campaigns/%s/rollup", w.other)).must(t, 404)
}
