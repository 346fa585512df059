package api

import (
	"time"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/document"
	"github.com/xianfeng-oss/xianfeng/publication"
	"github.com/xianfeng-oss/xianfeng/publication/content"
)

// BulletinRow is the bulletin of a period in a list.
type BulletinRow struct {
	ID         publication.ID  `json:"id,omitempty" doc:"Absent while none is composed."`
	Duty       campaign.DutyID `json:"duty" doc:"The organiser's duty that it discharges."`
	Obligation string          `json:"obligation"`
	Period     string          `json:"period" doc:"Key of the period, «2018-09»."`
	State      string          `json:"state" enum:"none,draft,signed,issued"`
	Title      string          `json:"title,omitempty"`
	Number     string          `json:"number,omitempty" doc:"«2018年第3期»."`
	Total      int64           `json:"total,omitempty" doc:"Number within the campaign."`
	Due        day             `json:"due,omitempty" doc:"Of one that is not issued."`
	Ready      *time.Time      `json:"ready,omitempty" doc:"From then on it can be signed and issued: all reports are due."`
	Composed   *time.Time      `json:"composed,omitempty" doc:"When its figures were taken."`
	Signed     *time.Time      `json:"signed,omitempty"`
	Signer     string          `json:"signer,omitempty" doc:"As printed."`
	Issued     *time.Time      `json:"issued,omitempty"`
	Digest     string          `json:"digest,omitempty" doc:"SHA-256 of the document that was issued."`
	Revision   int64           `json:"revision,omitempty"`
}

func bulletinOf(b publication.Bulletin) BulletinRow {
	return BulletinRow{
		ID: b.ID, Duty: b.Duty, Obligation: b.Obligation, Period: b.Period, State: string(b.State), Title: b.Title,
		Number: b.Name(), Total: b.Total, Composed: instant(b.Composed), Signed: instant(b.Signed), Signer: b.Signer,
		Issued: instant(b.Issued), Digest: b.Digest, Revision: b.Revision,
	}
}

func dueOf(d publication.Due) BulletinRow {
	out := bulletinOf(d.Bulletin)
	out.Duty, out.Obligation, out.Period = d.ID, d.Obligation, d.Period
	out.Due, out.Ready = dayOf(d.DueOn), instant(d.Ready)
	if out.State == "" {
		out.State = "none"
	}
	return out
}

type practice struct {
	Duty    campaign.DutyID `json:"duty"`
	Version int64           `json:"version"`
	Cell    string          `json:"cell"`
	Unit    string          `json:"unit"`
	Text    string          `json:"text" doc:"As printed."`
}

type practiceSource struct {
	Duty    campaign.DutyID `json:"duty"`
	Version int64           `json:"version"`
	Cell    string          `json:"cell"`
	Unit    string          `json:"unit"`
	Label   string          `json:"label"`
	Text    string          `json:"text"`
}

// Correction is one place of an issued bulletin that was put right.
type Correction struct {
	ID      publication.CorrectionID `json:"id"`
	Place   string                   `json:"place"`
	Path    string                   `json:"path"`
	Old     string                   `json:"old"`
	New     string                   `json:"new"`
	Reason  string                   `json:"reason"`
	At      *time.Time               `json:"at"`
	Printed publication.ID           `json:"printed,omitempty" doc:"The bulletin that prints it."`
	In      string                   `json:"in,omitempty" doc:"Its number."`
}

func correctionOf(k publication.Correction) Correction {
	return Correction{k.ID, k.Place, k.Path, k.Old, k.New, k.Reason, instant(k.At), k.Printed, k.In}
}

// bulletinAnswer is a bulletin opened.
type bulletinAnswer struct {
	Answer
	BulletinRow
	Note        string           `json:"note,omitempty"`
	Practices   []practice       `json:"practices"`
	Document    paperDocument    `json:"document" doc:"As it was issued, or would be now."`
	Sources     []practiceSource `json:"sources" doc:"Texts of accepted reports that a draft may print."`
	Corrections []Correction     `json:"corrections"`
	Problems    []violation      `json:"problems" doc:"What keeps it from being signed and issued."`
	Warnings    []violation      `json:"warnings"`
}

func (c *call) bulletinAnswer(v publication.View) *bulletinAnswer {
	return &bulletinAnswer{
		BulletinRow: bulletinOf(v.Bulletin), Note: v.Bulletin.Note, Document: documentOf(v.Document),
		Practices: each(v.Bulletin.Practices, func(p publication.Practice) practice {
			return practice{p.Duty, p.N, p.Cell, p.Unit, p.Text}
		}),
		Sources: each(v.Sources, func(s content.Source) practiceSource {
			return practiceSource{s.Duty, s.N, s.Cell, s.Unit, s.Label, s.Text}
		}),
		Corrections: each(v.Corrections, correctionOf),
		Problems:    c.violations(v.Problems), Warnings: c.violations(v.Warnings),
	}
}

// paperDocument is an official paper in the contract: its texts as printed.
type paperDocument struct {
	Name   string       `json:"name" doc:"In the masthead."`
	Number string       `json:"number"`
	Total  string       `json:"total,omitempty"`
	Maker  string       `json:"maker"`
	Date   string       `json:"date"`
	Note   string       `json:"note,omitempty"`
	Title  string       `json:"title"`
	Blocks []paperBlock `json:"blocks"`
	Signed string       `json:"signed,omitempty"`
	Sent   []paperSent  `json:"sent"`
	Lines  []string     `json:"lines" doc:"Small print at the foot."`
}

type paperBlock struct {
	ID    string      `json:"id"`
	Level int         `json:"level,omitempty" doc:"Of a heading; absent for a paragraph or a table."`
	Text  string      `json:"text,omitempty"`
	Table *paperTable `json:"table,omitempty"`
}

type paperTable struct {
	Caption string        `json:"caption,omitempty"`
	Columns []paperColumn `json:"columns"`
	Rows    [][]string    `json:"rows"`
	Notes   []string      `json:"notes"`
}

type paperColumn struct {
	Title string `json:"title"`
	Unit  string `json:"unit,omitempty"`
}

type paperSent struct {
	Label string   `json:"label"`
	To    []string `json:"to"`
}

func documentOf(d document.Document) paperDocument {
	out := paperDocument{
		Name: d.Head.Name, Number: d.Head.Number, Total: d.Head.Total, Maker: d.Head.Maker, Date: d.Head.Date,
		Note: d.Note, Title: d.Title, Signed: d.Foot.Signed, Lines: append([]string{}, d.Foot.Lines...),
		Sent: each(d.Foot.Sent, func(a document.Address) paperSent { return paperSent(a) }), Blocks: []paperBlock{},
	}
	for i, b := range d.Blocks {
		out.Blocks = append(out.Blocks, paperBlock{d.BlockID(i), b.Level, b.Text, tableOf(b.Table)})
	}
	return out
}

func tableOf(t *document.Table) *paperTable {
	if t == nil {
		return nil
	}
	return &paperTable{
		Caption: t.Caption, Notes: append([]string{}, t.Notes...),
		Columns: each(t.Columns, func(c document.Column) paperColumn { return paperColumn{c.Title, c.Unit} }),
		Rows: each(t.Rows, func(r document.Row) []string {
			return each(r.Cells, document.Cell.String)
		}),
	}
}
