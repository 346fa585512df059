package bulletin

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/publication"
	"github.com/xianfeng-oss/xianfeng/publication/content"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// correctPage is where the office says what is wrong in an issued number: a
// figure of a unit, which is chosen first so that its old value is shown, or
// words of a text.
type correctPage struct {
	URL, Title      string
	Units           []desk.Option
	Measures, Lines []desk.Option
	Asked           bool // a figure was chosen
	Figure          *desk.Form
	Words           *desk.Form
	Errata          []web.Erratum
}

func (a *area) correctForm(c *desk.Call) error { return a.showCorrect(c, c.URL.Query(), nil) }

// correct records a correction; the number stays as it was issued.
func (a *area) correct(c *desk.Call) error {
	_, err := a.Bulletins.Correct(c.Context(), c.Who, bulletinID(c), publication.Change{
		Unit: c.Text("unit"), Measure: c.Text("measure"), Line: c.Text("line"),
		Text: c.Text("text"), Old: c.Text("old"), New: c.Text("new"), Reason: c.Text("reason"),
	})
	if err != nil && desk.Mendable(err) {
		return a.showCorrect(c, c.PostForm, err)
	}
	if err != nil {
		return err
	}
	return a.done(c, c.T("bulletin.corrected"))
}

// showCorrect shows the forms for what was asked, with why the one that was sent
// was refused.
func (a *area) showCorrect(c *desk.Call, asked url.Values, refusal error) error {
	v, err := a.Bulletins.Open(c.Context(), c.Who, bulletinID(c))
	if err != nil {
		return err
	}
	if err := c.Who.May(people.BulletinCompose, desk.OrganiserOf(v.Running)); err != nil {
		return err
	}
	if !v.May.Correct {
		return fault.New(fault.Conflict, "bulletin.not_correctable")
	}
	b := &v.Bulletin
	p := correctPage{URL: address(b.ID), Title: c.T("bulletin.correct") + " · " + b.Name()}
	unit, measure, line := asked.Get("unit"), asked.Get("measure"), asked.Get("line")
	p.choices(c, &b.Content, unit, measure, line)
	p.Asked = unit != ""
	if old, place, ok := printed(&v, unit, measure, line); ok {
		p.Figure = &desk.Form{
			ID: "figure", Action: p.URL + "/correct", Title: place, Submit: c.T("bulletin.correct"),
			Confirm: c.T("bulletin.correct_confirm"), Hint: c.T("bulletin.old_figure", place, old),
			Hidden: []desk.Hidden{{Name: "unit", Value: unit}, {Name: "measure", Value: measure}, {Name: "line", Value: line}},
			Inputs: []desk.Input{
				{Name: "new", Label: c.T("bulletin.new_value"), Required: true},
				{Name: "reason", Label: c.T("duty.reason"), Required: true},
			}}
	}
	p.Words, p.Errata = wordsForm(c, &v, p.URL), errata(v.Corrections)
	status := http.StatusOK
	if refusal != nil {
		status = fault.From(refusal).Kind.Status()
		if p.Figure != nil {
			p.Figure.Refused(c, refusal)
		} else {
			p.Words.Refused(c, refusal)
		}
	}
	return desk.ShowStatus(a.Desk, c, a.page.correct, status, p.Title, p)
}

// choices are the units, figures and lines of the number.
func (p *correctPage) choices(c *desk.Call, k *content.Content, unit, measure, line string) {
	for _, r := range k.Rows {
		if r.Accepted && !slices.ContainsFunc(p.Units, func(o desk.Option) bool { return o.Value == r.Code }) {
			p.Units = append(p.Units, desk.Option{Value: r.Code, Text: r.Name, On: r.Code == unit})
		}
	}
	for _, m := range k.Measures {
		p.Measures = append(p.Measures, desk.Option{Value: m.ID, Text: m.Name, On: m.ID == measure})
	}
	p.Lines = []desk.Option{{Value: "", Text: c.T("bulletin.all_lines"), On: line == ""}}
	for _, l := range k.Lines {
		p.Lines = append(p.Lines, desk.Option{Value: l.ID, Text: l.Name, On: l.ID == line})
	}
}

// printed returns what the number says of a figure, or what was said of it last
// by a correction.
func printed(v *publication.View, unit, measure, line string) (value, place string, ok bool) {
	was, place, ok := v.Bulletin.Content.Figure(unit, measure, line)
	if !ok {
		return "", "", false
	}
	value = was.Kind.Format(was.N)
	path := unit + "/" + measure
	if line != "" {
		path += "/" + line
	}
	for _, k := range v.Corrections {
		if k.Path == path {
			value = k.New
		}
	}
	return value, place, true
}

// wordsForm corrects words of the title, the note or a practice.
func wordsForm(c *desk.Call, v *publication.View, at string) *desk.Form {
	places := []desk.Option{{Value: "title", Text: c.T("bulletin.paper_title")}}
	if v.Bulletin.Note != "" {
		places = append(places, desk.Option{Value: "note", Text: c.T("bulletin.note")})
	}
	for i, pr := range v.Bulletin.Practices {
		places = append(places, desk.Option{Value: content.PracticeID(i), Text: c.T("bulletin.practice_n", i+1) + " " + pr.Unit})
	}
	return &desk.Form{
		ID: "words", Action: at + "/correct", Title: c.T("bulletin.correct_words"), Submit: c.T("bulletin.correct"),
		Confirm: c.T("bulletin.correct_confirm"), Hint: c.T("bulletin.words_hint"),
		Inputs: []desk.Input{
			{Name: "text", Label: c.T("bulletin.where"), Kind: "select", Options: places},
			{Name: "old", Label: c.T("bulletin.old_words"), Required: true},
			{Name: "new", Label: c.T("bulletin.new_words"), Required: true},
			{Name: "reason", Label: c.T("duty.reason"), Required: true},
		}}
}
