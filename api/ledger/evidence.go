package ledger

import (
	"net/http"
	"strconv"
	"time"

	"github.com/xianfeng-oss/xianfeng/api/wire"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/people"
)

// ledgerRead is what one must be allowed to know that an entry exists.
const ledgerRead = people.LedgerRead

// entryFile is a file attached to an entry.
type entryFile struct {
	ID       ledger.EvidenceID `json:"id"`
	Name     string            `json:"name"`
	Size     int64             `json:"size" doc:"Bytes."`
	Type     string            `json:"type"`
	SHA256   string            `json:"sha256"`
	Uploaded *time.Time        `json:"uploaded"`
	Removed  string            `json:"removed,omitempty" doc:"Why it was taken out."`
	Revision int64             `json:"revision"`
}

func proofOf(e ledger.Evidence) entryFile {
	return entryFile{e.ID, e.Name, e.Size, e.Type, e.SHA256, wire.Instant(e.Uploaded), e.Removed, e.Revision}
}

type proofAnswer struct {
	wire.Answer
	entryFile
}

type attaching struct {
	OneEntry
	Name string `query:"name" required:"true" minLength:"1" maxLength:"200" doc:"Of the file."`
}

// OneFile names a file attached to an entry.
type OneFile struct {
	Evidence ledger.EvidenceID `path:"evidence" doc:"Id of the file." maxLength:"64"`
}

type detaching struct {
	OneFile
	Body struct {
		Revision int64  `json:"revision" minimum:"1"`
		Reason   string `json:"reason" maxLength:"500"`
	}
}

func (o *operations) evidence() {
	attach := wire.Write(http.MethodPost, "/entries/{entry}/files", "attach-evidence", "Attach a file that shows what the entry says (佐证材料)")
	attach.RequestBody = wire.Upload("application/octet-stream")
	wire.Serve(o.Host, attach, func(c wire.Call, in *attaching) (*proofAnswer, error) {
		ev, err := o.Ledger.Attach(c, c.Who, in.Entry, in.Name, c.Body)
		if err != nil {
			return nil, err
		}
		return &proofAnswer{entryFile: proofOf(ev)}, nil
	})
	wire.Send(o.Host, wire.Read("/evidence/{evidence}/file", "download-evidence", "The bytes of a file"), "application/octet-stream", "The file.", nil,
		func(c wire.Call, in *OneFile) (wire.File, error) {
			ev, r, err := o.Ledger.File(c, c.Who, in.Evidence)
			if err != nil {
				return wire.File{}, err
			}
			return wire.File{Name: ev.Name, Plain: "evidence-" + ev.Uploaded.UTC().Format(time.DateOnly), Size: ev.Size, Body: r}, nil
		})
	wire.Serve(o.Host, wire.Write(http.MethodPost, "/evidence/{evidence}/remove", "remove-evidence", "Take a file out; it stays with its reason"),
		func(c wire.Call, in *detaching) (*proofAnswer, error) {
			ev, err := o.Ledger.Detach(c, c.Who, in.Evidence, in.Body.Revision, in.Body.Reason)
			if err != nil {
				return nil, err
			}
			return &proofAnswer{entryFile: proofOf(ev)}, nil
		})
}

// stored reads a number as it is kept.
func stored(text string) (int64, bool) {
	n, err := strconv.ParseInt(text, 10, 64)
	return n, err == nil
}
