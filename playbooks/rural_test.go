package playbooks_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/official"
	"github.com/xianfeng-oss/xianfeng/passage"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/playbooks"
)

// TestTemplates: our own template comes first, with its document and with dates
// that count from a start; the real plans come without.
func TestTemplates(t *testing.T) {
	t.Parallel()
	var ids []string
	for _, o := range playbooks.Templates() {
		ids = append(ids, o.ID)
		pb, _, err := playbook.Parse(o.ID, o.Source)
		if err != nil || pb.ID != o.ID || pb.Title != o.Title {
			t.Errorf("%s: %v", o.ID, err)
		}
		if own := o.ID == rural; own != o.Start || own != (o.Document != nil) || own != (o.DocumentName == rural+".txt") {
			t.Errorf("%s: start %t, document %q of %d bytes", o.ID, o.Start, o.DocumentName, len(o.Document))
		}
	}
	if want := []string{rural, pingdingshan, huaibei}; !slices.Equal(ids, want) {
		t.Errorf("offered %v, want %v", ids, want)
	}
}

// TestRuralIsClean: nobody who starts from the template has anything to mend.
func TestRuralIsClean(t *testing.T) {
	t.Parallel()
	_, warnings, err := playbook.Parse(rural, []byte(source(t, rural)))
	if err != nil || len(warnings) > 0 {
		t.Errorf("%v %v", err, warnings)
	}
}

// TestRuralDocument: the template's document is an official notice with the
// plan it issues, and both sides are accounted for to the last sentence.
func TestRuralDocument(t *testing.T) {
	t.Parallel()
	text := playbooks.Document(rural)
	file, err := official.Read(text)
	if err != nil {
		t.Fatal(err)
	}
	al := passage.Align(open(t, rural), file)
	a := al.Account()
	if !a.Complete() || a.Accounted() != a.Clauses || len(a.Displaced) > 0 || a.Aligned+a.Form != a.Sentences {
		t.Errorf("%d of %d clauses, %d missing, %d elsewhere, %d sentences without a clause",
			a.Accounted(), a.Clauses, len(a.Missing), len(a.Displaced), len(a.Loose))
	}
	d, pb := file.Documents[0], al.Playbook
	if len(file.Documents) != 2 || d.Kind != "通知" || d.Title != pb.Document.Title || !slices.Equal(d.Issuers, pb.Document.Issuers) ||
		strings.Join(d.Addressees, "、") != strings.Join(pb.Document.Addressees, "、") || !slices.Equal(d.Copies, pb.Document.Copies) ||
		d.Contact.Mail != pb.Document.Contact.Mail || !slices.Equal(d.Attachments, []string{file.Documents[1].Title}) {
		t.Errorf("the head: %+v", d)
	}
	if n := utf8.RuneCountInString(string(text)); n < 2500 || n > 4000 {
		t.Errorf("%d characters; a document of special work has at most 4,000", n)
	}
}

// TestRuralOfEveryStart: whatever day the campaign starts on, the template is
// right, its phases join, and it asks for the same number of reports.
func TestRuralOfEveryStart(t *testing.T) {
	t.Parallel()
	src := source(t, rural)
	from := day(2026, 1, 1)
	for d := from; d.Before(day(2028, 3, 2)); d = d.AddDays(13) {
		pb, _, err := playbook.Parse(rural, []byte(strings.Replace(src, "start: 2026-03-03", "start: "+d.String(), 1)))
		if err != nil {
			t.Fatalf("start %s: %v", d, err)
		}
		if pb.Start != d || pb.Document.Issued != d || pb.End != d.AddMonths(12).AddDays(-1) {
			t.Errorf("start %s: %s..%s", d, pb.Start, pb.End)
		}
		next := d
		for _, ph := range pb.Phases {
			if ph.Start != next || ph.End.Before(ph.Start) {
				t.Errorf("start %s: %s is %s..%s, not from %s", d, ph.ID, ph.Start, ph.End, next)
			}
			next = ph.End.AddDays(1)
		}
		if next != pb.End.AddDays(1) {
			t.Errorf("start %s: the phases end before %s", d, next)
		}
		for id, n := range map[string]int{"monthly-report": 10, "quarterly-meeting": 3, "bulletin": 10, "plan": 1, "annual-summary": 1} {
			if got := len(pb.Obligation(id).Periods(pb)); got != n {
				t.Errorf("start %s: %d of %s, want %d", d, got, id, n)
			}
		}
	}
}

// TestRuralDates holds the dates of the template as it is shipped.
func TestRuralDates(t *testing.T) {
	t.Parallel()
	pb := open(t, rural)
	cal := calendar.New(calendar.Notices()).KnownOn(day(2026, 3, 3))
	for id, want := range map[string]string{
		"liaison": "2026-03-13", "plan": "2026-03-23", "mobilisation": "2026-04-02", "exchange-meeting": "2026-09-02",
		"monthly-report": "2026-04-30", "quarterly-meeting": "2026-06-30", "bulletin": "2026-05-11", "annual-summary": "2027-02-03",
		"final-report": "2027-03-02",
	} {
		o := pb.Obligation(id)
		if got := o.Due.Resolve(o.Periods(pb)[0], cal).Date.String(); got != want {
			t.Errorf("%s is first due on %s, want %s", id, got, want)
		}
	}
}

// TestRuralIsLight: it keeps what binds special work: the files are short,
// nothing proves presence, no paper is compulsory, every demand has a clause.
func TestRuralIsLight(t *testing.T) {
	t.Parallel()
	pb := open(t, rural)
	for _, word := range []string{"签到", "打卡", "照片", "积分", "截图"} {
		for _, f := range pb.Forms {
			for _, s := range f.Sections {
				for _, fd := range s.Fields {
					if strings.Contains(f.Title+s.Title+s.Help+fd.Label+fd.Help, word) {
						t.Errorf("%s asks for %s", f.Title, word)
					}
				}
			}
		}
	}
	for _, f := range pb.Forms {
		for _, s := range f.Sections {
			for _, fd := range s.Fields {
				if fd.Type == playbook.File && fd.Required {
					t.Errorf("%s: %s is compulsory", f.Title, fd.Label)
				}
			}
		}
	}
	for _, o := range pb.Obligations {
		if slices.Contains(o.Categories, "grassroots") || o.Clause == "" {
			t.Errorf("%s asks %v by %q", o.ID, o.Categories, o.Clause)
		}
	}
}
