package playbook

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func parsed(t *testing.T, src string) *Playbook {
	t.Helper()
	pb, _, err := Parse("small.yaml", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	return pb
}

func TestCells(t *testing.T) {
	t.Parallel()
	form := parsed(t, edit(t, small(t), `      notes: => papers: {title: 附件, files: {minutes: {label: 纪要}}}\n`+
		`      people: {title: 人员, columns: {name: {label: 姓名}}}\n      notes:`)).Form("report")
	want := []string{"figures/skill/trained", "figures/skill/homes", "papers/minutes", "notes/text"}
	if got := form.Cells(); !slices.Equal(got, want) {
		t.Errorf("Cells() = %v, want %v", got, want)
	}
	for address, want := range map[string]string{
		"figures/skill/trained": "skill trained", "notes/text": " text", "papers/minutes": " minutes",
		"people/r1/name": "r1 name", "people/r500/name": "r500 name",
		"people/r501/name": "", "people/r01/name": "", "people/skill/name": "", "people/name": "",
		"figures/none/trained": "", "figures/skill": "", "figures/skill/trained/x": "", "": "", "notes/x": "",
	} {
		s, row, fd := form.Cell(address)
		got := ""
		if fd != nil {
			got = row + " " + fd.ID
			if back := s.Address(row, fd.ID); back != address {
				t.Errorf("Address(%q) = %q", address, back)
			}
		}
		if got != want {
			t.Errorf("Cell(%q) = %q, want %q", address, got, want)
		}
	}
}

func TestFind(t *testing.T) {
	t.Parallel()
	const text = "甲一二乙。甲三四乙。丙"
	for _, c := range []struct {
		clause Clause
		want   string
	}{
		{Clause{Words: []string{"甲", "乙"}}, "甲一二乙"},
		{Clause{Words: []string{"甲", "乙"}, Nth: 2}, "甲三四乙"},
		{Clause{Words: []string{"甲", "乙"}, Nth: 3}, ""},
		{Clause{Words: []string{"丙"}}, "丙"},
		{Clause{Words: []string{"丙", "甲"}}, ""},
		{Clause{}, ""},
	} {
		start, end, ok := c.clause.Find(text)
		if got := text[start:end]; got != c.want || ok != (c.want != "") {
			t.Errorf("%v: got %q, %v", c.clause.Words, got, ok)
		}
	}
}

func TestPeriods(t *testing.T) {
	t.Parallel()
	pb := parsed(t, small(t))
	keys := func(o *Obligation) string {
		var all []string
		for _, p := range o.Periods(pb) {
			all = append(all, p.Key())
		}
		return strings.Join(all, " ")
	}
	if got := keys(pb.Obligation("monthly")); got != "2018-06 2018-07 2018-08 2018-09 2018-10 2018-11 2018-12" {
		t.Error(got)
	}
	if got := keys(pb.Obligation("meeting")); got != "once" {
		t.Error(got)
	}
	open := parsed(t, strings.Replace(small(t), "2018-06-01..2018-12-31", "2018-06-01..", 1))
	if all := open.Obligation("monthly").Periods(open); len(all) != 24 || all[23].Key() != "2020-05" {
		t.Errorf("a plan without an end lists %d periods up to %v", len(all), all[len(all)-1])
	}
}

func TestCausesAndStates(t *testing.T) {
	t.Parallel()
	pb := parsed(t, small(t))
	var got []string
	for _, c := range pb.Causes("C-1") {
		got = append(got, string(c.Kind)+" "+c.ID)
	}
	want := []string{"obligation monthly", "obligation meeting", "document ", "body office", "audience ",
		"line skill", "measure trained", "measure homes", "form report", "reading R-1"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for id, state := range map[string]State{"C-1": Now, "C-2": Later, "C-3": Silent} {
		if got := pb.State(pb.Clause(id)); got != state {
			t.Errorf("%s is %s, want %s", id, got, state)
		}
	}
}
