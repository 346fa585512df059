package duty

import (
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/blob"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// maxShort bounds the fields that come before the file, in bytes.
const maxShort = 1 << 10

// upload refuses at once what says of itself that it is too large.
func (a *area) upload(c *desk.Call) error {
	if c.ContentLength > fileLimit {
		return a.refuse(c, attempt{err: fault.New(fault.TooLarge, "duty.file_too_large", report.MaxFile>>20)})
	}
	return a.Body(fileLimit, a.attachFile)(c)
}

// attachFile stores a file for a slot of the form. The file is read as it
// comes: one that is too large is refused before it is here.
func (a *area) attachFile(c *desk.Call) error {
	parts, err := c.MultipartReader()
	if err != nil {
		return unreadable(err)
	}
	var slot string
	var revision int64
	for {
		part, err := parts.NextPart()
		if err != nil {
			return a.refuse(c, attempt{err: noFile(err)})
		}
		switch part.FormName() {
		case "slot":
			slot, err = short(part)
		case "revision":
			var text string
			text, err = short(part)
			revision, _ = strconv.ParseInt(text, 10, 64) // none is an old one
		case "file":
			return a.attachPart(c, part, slot, revision)
		}
		if err != nil {
			return a.refuse(c, attempt{err: err})
		}
	}
}

func (a *area) attachPart(c *desk.Call, part *multipart.Part, slot string, revision int64) error {
	name := part.FileName()
	if name == "" {
		return a.refuse(c, attempt{err: noFile(io.EOF)})
	}
	_, err := a.Reports.Attach(c.Context(), c.Who, c.Duty(), revision, slot, name, part)
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		err = fault.Wrap(err, fault.TooLarge, "attachment.too_large", name, report.MaxFile>>20)
	}
	if err != nil {
		return a.refuse(c, attempt{err: err})
	}
	return a.done(c, "duty.attached", name)
}

func short(part io.Reader) (string, error) {
	b, err := io.ReadAll(io.LimitReader(part, maxShort))
	if err != nil {
		return "", unreadable(err)
	}
	return strings.TrimSpace(string(b)), nil
}

// noFile is a post that ends before a file came.
func noFile(err error) error {
	if errors.Is(err, io.EOF) {
		return fault.Violations([]fault.Field{{Path: "file", Key: "duty.no_file"}})
	}
	return unreadable(err)
}

// detachFile takes a file out of the draft.
func (a *area) detachFile(c *desk.Call) error {
	file := paper.AttachmentID(c.PostFormValue("file"))
	if _, err := a.Reports.Detach(c.Context(), c.Who, c.Duty(), sending(c).Revision, file); err != nil {
		return a.refuse(c, attempt{err: err})
	}
	return a.done(c, "duty.detached")
}

// downloadFile sends an attachment to whoever may read its report, to be kept
// and never to be shown: what is in it is foreign.
func (a *area) downloadFile(c *desk.Call) error {
	file, content, err := a.Reports.File(c.Context(), c.Who, paper.AttachmentID(c.PathValue("id")))
	if err != nil {
		return err
	}
	defer content.Close()
	h := c.W.Header()
	h.Set("Content-Type", blob.Type(file.Type).Media())
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": file.Name}))
	h.Set("Content-Length", strconv.FormatInt(file.Size, 10))
	h.Set("Content-Security-Policy", "sandbox")
	h.Set("Cache-Control", "private, no-store")
	if _, err := io.Copy(c.W, content); err != nil {
		panic(http.ErrAbortHandler) // bytes are on their way: only breaking off tells that they are not whole
	}
	return nil
}
