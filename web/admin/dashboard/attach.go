package dashboard

import (
	"errors"
	"io"
	"maps"
	"mime"
	"net/http"
	"slices"
	"strconv"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/campaign/original"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// uploadLimit bounds a post with a document: the file and the form around it.
const uploadLimit = original.MaxSize + 64<<10

// paperView is the document that is attached, and what did not align.
type paperView struct {
	May     bool // the reader may attach one
	Name    string
	Version int64 // 0: none
	On      calendar.Date
	Clauses int
	Missing []string // clauses whose words are not in it, by their tags
	Loose   []string // sentences without a clause, the first ones
	More    int      // of those that Loose leaves out
	Message string   // why a file was refused
	Ask     bool     // it is taken if the reader says so
	Older   []olderPaper
}

// LooseN is how many sentences have no clause.
func (v paperView) LooseN() int { return len(v.Loose) + v.More }

// looseLimit is how many sentences without a clause are listed.
const looseLimit = 20

// paper shows the document of a campaign, nil for none.
func (a *area) paper(c *desk.Call, r campaign.Running, o *original.Original, refused error) (v paperView, err error) {
	v.May = mayAttach(c, r)
	if refused != nil {
		v.Message, v.Ask = said(c, refused), fault.From(refused).Key == fewFound
	}
	if o == nil {
		return v, nil
	}
	v.Name, v.Version, v.On, v.Clauses = o.Name, o.Version, calendar.DateOf(o.Attached, r.Zone), len(r.Book.Clauses)
	if !v.May {
		return v, nil
	}
	if v.Older, err = a.older(c, r); err != nil {
		return v, err
	}
	account := o.Account()
	for _, p := range account.Missing {
		if p.Silent() {
			continue
		}
		v.Missing = append(v.Missing, desk.ClausePlace(p.Clause.At)+" "+p.Clause.ID)
	}
	for _, i := range account.Loose[:min(len(account.Loose), looseLimit)] {
		s := o.File.Sentences[i]
		v.Loose = append(v.Loose, desk.ClausePlace(s.Path)+" "+o.File.Text(s.Range))
	}
	v.More = len(account.Loose) - len(v.Loose)
	return v, nil
}

// said puts a refusal into words, each place with what is wrong there.
func said(c *desk.Call, refused error) string {
	message, places := desk.Problems(c, refused)
	for _, place := range slices.Sorted(maps.Keys(places)) {
		message += " " + places[place]
	}
	return message
}

// uploaded refuses at once what says of itself that it is too large.
func (a *area) uploaded(c *desk.Call) error {
	if c.ContentLength > uploadLimit {
		err := fault.New(fault.TooLarge, "official.too_large", original.MaxSize>>20)
		return a.show(c, err.Kind.Status(), err)
	}
	return a.Body(uploadLimit, a.attach)(c)
}

// attach takes a document from the form.
func (a *area) attach(c *desk.Call) error {
	id, err := a.Campaign(c)
	if err != nil {
		return err
	}
	up, err := fileOf(c)
	if err == nil {
		err = a.suits(c, id, up)
	}
	if err == nil {
		var d original.Document
		if d, err = a.Originals.Attach(c.Context(), c.Who, id, up.Name, up.Body); err == nil {
			a.Sessions.Flash(c.Context(), c.T("dashboard.attached", d.Name, d.Version))
			return c.Redirect("/plan")
		}
	}
	if f := fault.From(err); f.Kind != fault.TooLarge && !desk.Mendable(err) {
		return err
	}
	return a.show(c, fault.From(err).Kind.Status(), err)
}

// upload is what the form brings.
type upload struct {
	Name   string
	Body   []byte
	Anyway bool // though few clauses are found in it
}

// fileOf reads the file of a form, and whether it is to be taken anyway: that
// stands before the file.
func fileOf(c *desk.Call) (up upload, err error) {
	parts, err := c.MultipartReader()
	if err != nil {
		return up, noFile()
	}
	for {
		part, err := parts.NextPart()
		if err != nil {
			return up, noFile()
		}
		up.Anyway = up.Anyway || part.FormName() == "anyway"
		if part.FormName() != "file" {
			continue
		}
		if up.Name = part.FileName(); up.Name == "" {
			return up, noFile()
		}
		up.Body, err = io.ReadAll(io.LimitReader(part, original.MaxSize+1))
		if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
			return up, fault.Wrap(err, fault.TooLarge, "official.too_large", original.MaxSize>>20)
		}
		return up, err
	}
}

func noFile() error { return fault.Violations([]fault.Field{{Path: "file", Key: "duty.no_file"}}) }

// download sends one version of the document, to be kept and never to be shown:
// what is in it is foreign.
func (a *area) download(c *desk.Call) error {
	id, err := a.Campaign(c)
	if err != nil {
		return err
	}
	version, err := strconv.ParseInt(c.PathValue("version"), 10, 64)
	if err != nil {
		return fault.New(fault.NotFound, "original.none")
	}
	d, err := a.Originals.File(c.Context(), c.Who, id, version)
	if err != nil {
		return err
	}
	h := c.W.Header()
	h.Set("Content-Type", "application/octet-stream")
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": d.Name}))
	h.Set("Content-Security-Policy", "sandbox")
	h.Set("Cache-Control", "private, no-store")
	_, err = c.W.Write(d.Body)
	return err
}
