package api_test

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/xianfeng-oss/xianfeng/api"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/people"
)

// brought posts values and returns the summary's counts as «imported updated
// ignored deleted» and the conflicts' codes by index.
func (w *world) brought(token, query string, values []obj) (counts string, conflicts map[int]string) {
	w.T.Helper()
	got := w.post(token, "/campaigns/"+string(w.Campaign)+"/data-value-sets"+query, obj{"dataSet": "monthly-report.progress", "dataValues": values}).must(w.T, 200)
	sum := got["response"].(obj)
	n := sum["importCount"].(obj)
	conflicts = map[int]string{}
	for _, c := range sum["conflicts"].([]any) {
		conflicts[int(c.(obj)["indexes"].([]any)[0].(float64))] = c.(obj)["errorCode"].(string)
	}
	if (sum["status"] == "WARNING") != (len(conflicts) > 0) || len(sum["rejectedIndexes"].([]any)) != len(conflicts) {
		w.T.Errorf("status %v with %d conflicts: %v", sum["status"], len(conflicts), sum)
	}
	return fmt.Sprint(n["imported"], n["updated"], n["ignored"], n["deleted"]), conflicts
}

func value(unit, period, measure, line string, v any) obj {
	return obj{"dataElement": measure, "period": period, "orgUnit": unit, "categoryOptionCombo": line, "value": v, "storedBy": "dhis"}
}

// What the program hands out as data values, it takes back: into the drafts of
// another month, once.
func TestDataValuesGoRound(t *testing.T) {
	w := newWorld(t, api.Options{})
	w.At("2018-10-09 09:00")
	w.accepted("yexian", "2018-08", stage.Monthly())
	office, liaison := w.token(people.Office, "PDS", "office"), w.token(people.Liaison, "yexian", "")
	out := w.get(office, "/campaigns/"+string(w.Campaign)+"/data-value-sets?from=2018-08&to=2018-08").must(t, 200)
	var values []obj
	for _, v := range out["dataValues"].([]any) {
		values = append(values, v.(obj))
	}
	if counts, conflicts := w.brought(liaison, "", values); counts != fmt.Sprintf("0 0 %d 0", len(values)) || len(conflicts) > 0 {
		t.Errorf("the sent values again: %s %v", counts, conflicts)
	}
	for _, v := range values {
		v["period"] = "201809"
	}
	if counts, _ := w.brought(liaison, "?dryRun=true", values); counts != fmt.Sprintf("%d 0 1 0", len(values)-1) { // the stock is carried over
		t.Errorf("a dry run: %s", counts)
	}
	duty := w.Duty("yexian", "monthly-report", "2018-09", "").ID
	if d := w.get(liaison, "/duties/"+string(duty)+"/draft").must(t, 200); d["revision"] != 0.0 {
		t.Errorf("a dry run left a draft: %v", d)
	}
	if counts, _ := w.brought(liaison, "?importStrategy=CREATE_AND_UPDATE&idScheme=CODE", values); counts == "0 0 0 0" {
		t.Errorf("for good: %s", counts)
	}
	if counts, _ := w.brought(liaison, "", values); counts != fmt.Sprintf("0 0 %d 0", len(values)) {
		t.Errorf("a second time: %s", counts)
	}
	d := w.get(liaison, "/duties/"+string(duty)+"/draft").must(t, 200)
	for cell, text := range stage.Monthly() {
		if got := d["cells"].(obj)[cell]; cell[:7] == "figures" && got != text {
			t.Errorf("%s says %v, want %s", cell, got, text)
		}
	}
}

// Every value that does not fit is named, and stops no other.
func TestDataValuesInConflict(t *testing.T) {
	w := newWorld(t, api.Options{})
	w.At("2018-10-09 09:00")
	w.accepted("yexian", "2018-07", stage.Monthly())
	_, err := w.Send(w.As(people.Liaison, "yexian"), w.Duty("yexian", "monthly-report", "2018-08", "").ID, stage.Monthly())
	w.Must(err)
	liaison := w.token(people.Liaison, "yexian", "")
	values := []obj{
		value("yexian", "201809", "funds_union", "skill", 1.5),
		value("yexian", "201809", "funds_union", "health", "许多"),
		value("yexian", "201809", "nonsense", "skill", "1"),
		value("yexian", "201809", "funds_union", "nonsense", "1"),
		value("lushan", "201809", "funds_union", "skill", "1"),
		value("yexian", "201713", "funds_union", "skill", "1"),
		value("yexian", "201808", "funds_union", "skill", "9"),
		value("yexian", "201811", "funds_union", "skill", "9"),
		value("yexian", "201809", "funds_union", "skill", "2"),
		value("yexian", "201809", "projects", "skill", ""),
		value("yexian", "201807", "funds_union", "skill", "9"),
	}
	counts, conflicts := w.brought(liaison, "", values)
	want := map[int]string{
		2: "exchange.unknown_measure", 3: "exchange.unknown_line", 4: "exchange.unknown_unit", 5: "exchange.unknown_period",
		6: "exchange.sent", 7: "report.not_open", 8: "exchange.twice", 9: "exchange.no_value",
		10: "report.already_accepted",
	}
	if counts != "1 0 10 0" {
		t.Errorf("counts %s, want one imported", counts)
	}
	for i, code := range want {
		if conflicts[i] != code {
			t.Errorf("value %d: %q, want %s", i, conflicts[i], code)
		}
	}
	if conflicts[1] == "" || conflicts[0] != "" {
		t.Errorf("conflicts: %v", conflicts)
	}
	gone := value("yexian", "201809", "funds_union", "skill", "")
	gone["deleted"] = true
	if counts, _ := w.brought(liaison, "", []obj{value("yexian", "201809", "funds_union", "skill", "2.50")}); counts != "0 1 0 0" {
		t.Errorf("another value: %s", counts)
	}
	if counts, _ := w.brought(liaison, "", []obj{gone}); counts != "0 0 0 1" {
		t.Errorf("deleted: %s", counts)
	}
}

// Who reads a report and does not fill it brings nothing in.
func TestDataValuesOfReaders(t *testing.T) {
	w := newWorld(t, api.Options{})
	w.At("2018-10-09 09:00")
	values := []obj{value("yexian", "201809", "funds_union", "skill", "1")}
	for _, role := range []people.Role{people.Office, people.Viewer, people.Leader} {
		if counts, conflicts := w.brought(w.token(role, "PDS", ""), "", values); counts != "0 0 1 0" || conflicts[0] == "" {
			t.Errorf("%s: %s %v", role, counts, conflicts)
		}
	}
	at := "/campaigns/" + string(w.Campaign) + "/data-value-sets"
	liaison := w.token(people.Liaison, "yexian", "")
	if p := w.post(liaison, at, obj{"dataSet": "nonsense.x", "dataValues": values}).must(t, http.StatusUnprocessableEntity); errorsAt(p)["obligation"] == "" {
		t.Errorf("an unknown data set: %v", p)
	}
	w.post(liaison, at+"?importStrategy=DELETE", obj{"dataValues": values}).must(t, http.StatusUnprocessableEntity)
}
