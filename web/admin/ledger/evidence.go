package ledger

import (
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/xianfeng-oss/xianfeng/blob"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/sheet"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// evidenceView is a file attached to an entry.
type evidenceView struct {
	ID, Name, Size string
	By, At         string
	Image, Paper   bool // can be shown in place
	Removed        string
	Revision       int64
}

// evidence shows the files of an entry.
func (at at) evidence(e *ledger.Opened, called map[people.AccountID]string) []evidenceView {
	var out []evidenceView
	for i := range e.Evidence {
		f := &e.Evidence[i]
		media := blob.Type(f.Type).Media()
		out = append(out, evidenceView{
			ID: string(f.ID), Name: f.Name, Size: size(f.Size), By: called[f.By], At: at.words.Print.Stamp(f.Uploaded),
			Image: strings.HasPrefix(media, "image/"), Paper: media == "application/pdf", Removed: f.Removed, Revision: f.Revision,
		})
	}
	return out
}

// size prints a number of bytes for a person.
func size(n int64) string {
	if n < 1<<20 {
		return strconv.FormatInt((n+1023)>>10, 10) + " KB"
	}
	return strconv.FormatFloat(float64(n)/(1<<20), 'f', 1, 64) + " MB"
}

// upload attaches a file to an entry. It is read as it comes.
func (a *area) upload(c *desk.Call) error {
	return a.Body(ledger.MaxFile+64<<10, a.attach)(c)
}

func (a *area) attach(c *desk.Call) error {
	parts, err := c.MultipartReader()
	if err != nil {
		return fault.Wrap(err, fault.Invalid, "web.bad_form")
	}
	for {
		part, err := parts.NextPart()
		if err == io.EOF || err == nil && part.FormName() == "file" && part.FileName() == "" {
			return a.refused(c, &refusal{err: fault.Violations([]fault.Field{{Path: "file", Key: "duty.no_file"}})})
		}
		if err != nil {
			return fault.Wrap(err, fault.Invalid, "web.bad_form")
		}
		if part.FormName() != "file" {
			continue
		}
		if _, err := a.Ledger.Attach(c.Context(), c.Who, entryID(c), part.FileName(), part); err != nil {
			return a.refused(c, &refusal{err: err})
		}
		a.Sessions.Flash(c.Context(), c.T("ledger.attached", part.FileName()))
		return c.Redirect(entryURL(entryID(c)) + "#evidence")
	}
}

// detach takes a file out; it stays known with the reason.
func (a *area) detach(c *desk.Call) error {
	_, err := a.Ledger.Detach(c.Context(), c.Who, ledger.EvidenceID(c.Text("evidence")), revision(c), c.Text("reason"))
	if err != nil {
		return a.refused(c, &refusal{err: err})
	}
	a.Sessions.Flash(c.Context(), c.T("ledger.detached"))
	return c.Redirect(entryURL(entryID(c)) + "#evidence")
}

// download sends a file to be kept and never to be shown: what is in it is
// foreign.
func (a *area) download(c *desk.Call) error { return a.send(c, false) }

// preview sends an image or a PDF to be shown; anything else is only kept.
func (a *area) preview(c *desk.Call) error { return a.send(c, true) }

func (a *area) send(c *desk.Call, shown bool) error {
	f, content, err := a.Ledger.File(c.Context(), c.Who, ledger.EvidenceID(c.PathValue("evidence")))
	if err != nil {
		return err
	}
	defer content.Close()
	media, how := blob.Type(f.Type).Media(), "attachment"
	h := c.W.Header()
	if shown && (strings.HasPrefix(media, "image/") || media == "application/pdf") {
		how = "inline"
	}
	if how == "attachment" || media != "application/pdf" {
		h.Set("Content-Security-Policy", "sandbox") // the viewer of a PDF does not start in one
	}
	h.Set("Content-Type", media)
	h.Set("Content-Disposition", sheet.Disposition(how, f.Name, "evidence-"+f.Uploaded.UTC().Format(time.DateOnly)))
	h.Set("Content-Length", strconv.FormatInt(f.Size, 10))
	h.Set("Cache-Control", "private, no-store")
	if _, err := io.Copy(c.W, content); err != nil {
		panic(http.ErrAbortHandler) // bytes are on their way: only breaking off tells that they are not whole
	}
	return nil
}
