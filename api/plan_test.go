package api_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/api"
	"github.com/xianfeng-oss/xianfeng/people"
)

// sample is a short document of our own that holds the place of one clause, and
// a sentence that no clause asks for.
const sample = "关于试行的通知\n各单位：\n一、报送\n（一）从2018年6月起，各单位在每月最后一个工作日把进度报来。\n（二）另有一句没有条款的话。\n"

// row returns the entry of a list with an id.
func row(t *testing.T, list obj, key, id string) obj {
	t.Helper()
	for _, x := range list["items"].([]any) {
		if x.(obj)[key] == id {
			return x.(obj)
		}
	}
	t.Fatalf("no %s in %v", id, list)
	return nil
}

func TestTheDocumentBesideThePlan(t *testing.T) {
	w := newWorld(t, api.Options{})
	office, liaison := w.token(people.Office, "PDS", "office"), w.token(people.Liaison, "yexian", "")
	at := "/campaigns/" + string(w.Campaign)
	w.get(liaison, at+"/document").must(t, http.StatusNotFound)
	attached := w.do(request{method: "POST", path: at + "/documents?name=a.txt", token: office, body: strings.NewReader(sample)}).must(t, http.StatusOK)
	if attached["version"] != 1.0 || attached["name"] != "a.txt" {
		t.Errorf("attached as %v", attached)
	}
	doc := w.get(liaison, at+"/document").must(t, http.StatusOK)
	var carried, loose string
	for _, x := range doc["sentences"].([]any) {
		s := x.(obj)
		if c := s["clauses"].([]any); len(c) > 0 && c[0] == "P-57" {
			carried = s["words"].(string)
		}
		if s["loose"] == true {
			loose = s["words"].(string)
		}
	}
	if !strings.Contains(carried, "从2018年6月起") || !strings.Contains(loose, "没有条款") {
		t.Errorf("P-57 is carried by %q, loose is %q", carried, loose)
	}
	clause := row(t, w.get(liaison, at+"/clauses").must(t, http.StatusOK), "id", "P-57")
	if words, _ := clause["words"].(string); !strings.HasPrefix(words, "从2018年6月起") || len(clause["state"].([]any)) == 0 {
		t.Errorf("P-57: %v", clause)
	}
	if raw := w.get(liaison, at+"/documents/1/file"); string(raw.raw) != sample || raw.header.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("the file came as %q", raw.raw)
	}
	w.do(request{method: "POST", path: at + "/documents?name=a.docx", token: office, body: strings.NewReader("PK\x03\x04 broken")}).must(t, http.StatusUnprocessableEntity)
}

// A deadline is moved, seen before it is in force, and compared afterwards; a
// text with mistakes is refused with each at its line and column.
func TestAPlanIsChanged(t *testing.T) {
	w := newWorld(t, api.Options{})
	w.At(onTheDay)
	office, at := w.token(people.Office, "PDS", "office"), "/campaigns/"+string(w.Campaign)
	source := w.get(office, at+"/editions/1").must(t, http.StatusOK)["source"].(string)
	const due = "due: last workday of month"
	if !strings.Contains(source, due) {
		t.Fatalf("the plan has no %q", due)
	}
	moved := strings.Replace(source, due, "due: day 25 of month", 1)
	w.do(request{method: "PUT", path: at + "/plan-draft", token: office, body: obj{"base": 1, "source": moved}}).must(t, http.StatusOK)
	seen := w.post(office, at+"/editions/preview", obj{"source": moved}).must(t, http.StatusOK)
	if seen["valid"] != true || len(seen["changes"].([]any)) != 1 || len(seen["effects"].([]any)) == 0 || seen["duties"].(float64) == 0 {
		t.Errorf("before: %v", seen)
	}
	wrong := w.post(office, at+"/editions", obj{"base": 1, "source": strings.Replace(source, due, "due: soon", 1)}).must(t, http.StatusUnprocessableEntity)
	bad := wrong["errors"].([]any)[0].(obj)
	if !regexp.MustCompile(`^[0-9]+:[0-9]+$`).MatchString(bad["path"].(string)) || bad["message"] == "" {
		t.Errorf("the mistake stands at %v", bad)
	}
	if next := w.post(office, at+"/editions", obj{"base": 1, "source": moved, "note": "改期"}).must(t, http.StatusOK); next["version"] != 2.0 || next["note"] != "改期" {
		t.Errorf("published %v", next)
	}
	w.post(office, at+"/editions", obj{"base": 1, "source": source}).must(t, http.StatusConflict)
	if changes := w.get(office, at+"/editions/compare?from=1&to=2").must(t, http.StatusOK)["items"].([]any); len(changes) != 1 {
		t.Errorf("compared: %v", changes)
	}
}

func TestAReadingIsSigned(t *testing.T) {
	w := newWorld(t, api.Options{})
	w.At(onTheDay)
	office, at := w.token(people.Office, "PDS", "office"), "/campaigns/"+string(w.Campaign)
	const id, words = "N-P1", "两个日期都保留"
	if before := row(t, w.get(office, at+"/readings").must(t, http.StatusOK), "id", id); before["by"] != "office" || before["decision"] == words {
		t.Fatalf("it begins as %v", before)
	}
	w.post(office, at+"/readings/"+id+"/preview", obj{"words": words}).must(t, http.StatusOK)
	w.post(office, at+"/readings/"+id+"/sign", obj{"words": words, "base": 1}).must(t, http.StatusOK)
	if r := row(t, w.get(office, at+"/readings").must(t, http.StatusOK), "id", id); r["signed"] != true || r["decision"] != words || r["on"] != "2018-09-28" {
		t.Errorf("signed as %v", r)
	}
}
