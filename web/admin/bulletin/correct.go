package bulletin

import (
	"net/http"
	"slices"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/publication"
	"github.com/xianfeng-oss/xianfeng/publication/content"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// correctPage is where the office says what is wrong in an issued number: a cell
// of a table, which is chosen first so that what it reads is shown, or words of
// a text.
type correctPage struct {
	URL, Title    string
	Rows, Columns []desk.Option
	Asked         bool // a cell was chosen
	Cell          *desk.Form
	Sums          []desk.Option // totals that count the chosen figure, with their own forms
	Words         *desk.Form
	Errata        []web.Erratum
}

func (a *area) correctForm(c *desk.Call) error { return a.showCorrect(c, nil) }

// correct records a correction; the number stays as it was issued.
func (a *area) correct(c *desk.Call) error {
	_, err := a.Bulletins.Correct(c.Context(), c.Who, bulletinID(c), publication.Change{
		Text: c.Text("text"), Old: c.Text("old"), New: c.Text("new"), Reason: c.Text("reason"),
	})
	if err != nil && desk.Mendable(err) {
		return a.showCorrect(c, err)
	}
	if err != nil {
		return err
	}
	return a.done(c, c.T("bulletin.corrected"))
}

// showCorrect shows the forms for what was asked, with why the one that was sent
// was refused.
func (a *area) showCorrect(c *desk.Call, refusal error) error {
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
	b, all := &v.Bulletin, publication.Spots(v.Document, v.Corrections)
	p := correctPage{URL: address(b.ID), Title: c.T("bulletin.correct") + " · " + b.Name(), Errata: web.Errata(v.Corrections)}
	chosen := p.choose(c, all)
	if chosen != nil {
		p.Cell = cellForm(c, *chosen, p.URL)
		for _, sum := range content.Sums(all, *chosen) {
			p.Sums = append(p.Sums, desk.Option{Value: p.URL + "/correct?at=" + sum.Path, Text: sum.Place + " " + sum.Text})
		}
	}
	p.Words = wordsForm(c, all, p.URL)
	status := http.StatusOK
	if refusal != nil {
		status = fault.From(refusal).Kind.Status()
		if p.Cell != nil {
			p.Cell.Refused(c, refusal)
		} else {
			p.Words.Refused(c, refusal)
		}
	}
	return desk.ShowStatus(a.Desk, c, a.page.correct, status, p.Title, p)
}

// choose lists the rows and columns of the tables, and returns the cell that was
// chosen by them or by its address, nil for none.
func (p *correctPage) choose(c *desk.Call, all []content.Spot) *content.Spot {
	asked := c.URL.Query()
	at, row, column := asked.Get("at"), asked.Get("row"), asked.Get("column")
	p.Asked = at != "" || row != ""
	if c.Method == http.MethodPost {
		at = c.Text("text")
	}
	var chosen *content.Spot
	for i, s := range all {
		if s.Row != "" && (s.Path == at || s.Row == row && s.Column == column) {
			chosen, row, column = &all[i], s.Row, s.Column
		}
	}
	add := func(to *[]desk.Option, value, text string, on bool) {
		if value != "" && !slices.ContainsFunc(*to, func(o desk.Option) bool { return o.Value == value }) {
			*to = append(*to, desk.Option{Value: value, Text: text, On: on})
		}
	}
	for _, s := range all {
		add(&p.Rows, s.Row, s.Head, s.Row == row)
		add(&p.Columns, s.Column, s.Column, s.Column == column)
	}
	return chosen
}

// cellForm corrects a cell.
func cellForm(c *desk.Call, s content.Spot, at string) *desk.Form {
	return &desk.Form{
		ID: "cell", Action: at + "/correct", Title: s.Place, Submit: c.T("bulletin.correct"),
		Confirm: c.T("bulletin.correct_confirm"), Hint: c.T("bulletin.old_figure", s.Place, s.Text),
		Hidden: []desk.Hidden{{Name: "text", Value: s.Path}, {Name: "old", Value: s.Text}},
		Inputs: []desk.Input{
			{Name: "new", Label: c.T("bulletin.new_value"), Required: true},
			{Name: "reason", Label: c.T("duty.reason"), Required: true},
		}}
}

// wordsForm corrects words of a text: the title, the note, a paragraph.
func wordsForm(c *desk.Call, all []content.Spot, at string) *desk.Form {
	var places []desk.Option
	for _, s := range all {
		if s.Row == "" {
			places = append(places, desk.Option{Value: s.Path, Text: s.Place})
		}
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
