package api

import (
	"bytes"
	"net/http"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/export/docx"
	"github.com/xianfeng-oss/xianfeng/publication"
)

// OneBulletin names a bulletin.
type OneBulletin struct {
	Bulletin publication.ID `path:"bulletin" doc:"Id of the bulletin." maxLength:"64"`
}

// revised is an act on a bulletin as it was read.
type revised struct {
	OneBulletin
	Body struct {
		Revision int64 `json:"revision" doc:"As read; a newer one refuses the act."`
	}
}

type composing struct {
	InCampaign
	Body struct {
		Obligation string `json:"obligation" minLength:"1" maxLength:"64" doc:"The organiser's own, that publishes."`
		Period     string `json:"period" minLength:"1" maxLength:"16" doc:"«2018-09»."`
	}
}

type editing struct {
	OneBulletin
	Body struct {
		Revision  int64  `json:"revision"`
		Title     string `json:"title" maxLength:"400"`
		Note      string `json:"note,omitempty" maxLength:"20000"`
		Practices []struct {
			Duty    campaign.DutyID `json:"duty" maxLength:"64"`
			Version int64           `json:"version" minimum:"1"`
			Cell    string          `json:"cell" maxLength:"200"`
			Text    string          `json:"text,omitempty" maxLength:"40000" doc:"An excerpt; absent for the whole text."`
		} `json:"practices,omitempty" doc:"In the order printed; all of them, those left out go."`
	}
}

type takingBack struct {
	OneBulletin
	Body struct {
		Revision int64  `json:"revision"`
		Reason   string `json:"reason" maxLength:"4000"`
	}
}

type correcting struct {
	OneBulletin
	Body struct {
		Unit    string `json:"unit,omitempty" maxLength:"64" doc:"Code of a unit in the table, with «measure»; absent for the total of all units."`
		Measure string `json:"measure,omitempty" maxLength:"64"`
		Line    string `json:"line,omitempty" maxLength:"64" doc:"An action line, of the total of all units."`
		Text    string `json:"text,omitempty" maxLength:"64" doc:"Instead: the address of any text or cell of the document, «title», «note», «summary», «practice-1», «units-r2-c3» for the third cell in the second row of the block «units»."`
		Old     string `json:"old,omitempty" maxLength:"4000" doc:"The words that are wrong, as they read now; absent for the whole text, and of a figure known."`
		New     string `json:"new" maxLength:"4000"`
		Reason  string `json:"reason" maxLength:"4000"`
	}
}

type correctionAnswer struct {
	Answer
	Correction
}

// bulletins are the bulletins of a campaign: what was issued for every reader,
// what is under way for who composes or signs.
func (a *API) bulletins() {
	serve(a, read("/campaigns/{campaign}/bulletins", "list-bulletins", "The bulletins: issued, and for who works on them those owed or under way"), a.listBulletins)
	serve(a, write(http.MethodPost, "/campaigns/{campaign}/bulletins", "compose-bulletin", "Compose the draft of a period, or take its figures anew"),
		func(c *call, in *composing) (*bulletinAnswer, error) {
			b, err := a.Bulletins.Compose(c, c.who, in.Campaign, in.Body.Obligation, in.Body.Period)
			return a.opened(c, b.ID, err)
		})
	serve(a, read("/bulletins/{bulletin}", "get-bulletin", "A bulletin as it was issued, or as it would be now"),
		func(c *call, in *OneBulletin) (*bulletinAnswer, error) { return a.opened(c, in.Bulletin, nil) })
	sendFile(a, read("/bulletins/{bulletin}/word", "get-bulletin-word", "A bulletin as a Word file (.docx), as it was issued or would be now"),
		docx.Media, "The Word file.", nil, a.bulletinWord)
	serve(a, write(http.MethodPut, "/bulletins/{bulletin}", "edit-bulletin", "Store the texts of a draft"), a.editBulletin)
	serve(a, write(http.MethodPost, "/bulletins/{bulletin}/discard", "discard-bulletin", "Throw a draft away"),
		func(c *call, in *revised) (*Answer, error) {
			return &Answer{}, a.Bulletins.Discard(c, c.who, in.Bulletin, in.Body.Revision)
		})
	serve(a, write(http.MethodPost, "/bulletins/{bulletin}/sign", "sign-bulletin", "Sign a draft, as the office's director or a recorded delegate (签发)"),
		func(c *call, in *revised) (*bulletinAnswer, error) {
			_, err := a.Bulletins.Sign(c, c.who, in.Bulletin, in.Body.Revision)
			return a.opened(c, in.Bulletin, err)
		})
	serve(a, write(http.MethodPost, "/bulletins/{bulletin}/cosign", "cosign-bulletin", "Sign a signed bulletin for another of its issuers (会签, H-75)"),
		func(c *call, in *revised) (*bulletinAnswer, error) {
			_, err := a.Bulletins.Cosign(c, c.who, in.Bulletin, in.Body.Revision)
			return a.opened(c, in.Bulletin, err)
		})
	serve(a, write(http.MethodPost, "/bulletins/{bulletin}/take-back", "take-back-bulletin", "Take a signature back with a reason"),
		func(c *call, in *takingBack) (*bulletinAnswer, error) {
			_, err := a.Bulletins.TakeBack(c, c.who, in.Bulletin, in.Body.Revision, in.Body.Reason)
			return a.opened(c, in.Bulletin, err)
		})
	serve(a, write(http.MethodPost, "/bulletins/{bulletin}/issue", "issue-bulletin", "Issue a signed bulletin under its number (发布)"),
		func(c *call, in *revised) (*bulletinAnswer, error) {
			_, err := a.Bulletins.Issue(c, c.who, in.Bulletin, in.Body.Revision)
			return a.opened(c, in.Bulletin, err)
		})
	serve(a, write(http.MethodPost, "/bulletins/{bulletin}/corrections", "correct-bulletin", "Correct an issued bulletin; the next number prints it (更正)"), a.correctBulletin)
}

// opened answers an act on a bulletin with the bulletin as it stands then.
func (a *API) opened(c *call, id publication.ID, err error) (*bulletinAnswer, error) {
	if err != nil {
		return nil, err
	}
	v, err := a.Bulletins.Open(c, c.who, id)
	if err != nil {
		return nil, err
	}
	return c.bulletinAnswer(v), nil
}

func (a *API) bulletinWord(c *call, in *OneBulletin) (string, []byte, error) {
	v, err := a.Bulletins.Open(c, c.who, in.Bulletin)
	if err != nil {
		return "", nil, err
	}
	var file bytes.Buffer
	err = docx.Write(&file, v.Document, docx.GB())
	return docx.Name(v.Document), file.Bytes(), err
}

func (a *API) listBulletins(c *call, in *InCampaign) (*list[BulletinRow], error) {
	all, err := a.Bulletins.List(c, c.who, in.Campaign)
	if err != nil {
		return nil, err
	}
	return &list[BulletinRow]{Items: append(each(all.Issued, bulletinOf), each(all.Open, dueOf)...)}, nil
}

func (a *API) editBulletin(c *call, in *editing) (*bulletinAnswer, error) {
	e := publication.Edit{Revision: in.Body.Revision, Title: in.Body.Title, Note: in.Body.Note}
	for _, p := range in.Body.Practices {
		e.Practices = append(e.Practices, publication.Choice{Duty: p.Duty, N: p.Version, Cell: p.Cell, Text: p.Text})
	}
	_, err := a.Bulletins.Edit(c, c.who, in.Bulletin, e)
	return a.opened(c, in.Bulletin, err)
}

func (a *API) correctBulletin(c *call, in *correcting) (*correctionAnswer, error) {
	b := in.Body
	k, err := a.Bulletins.Correct(c, c.who, in.Bulletin, publication.Change{
		Unit: b.Unit, Measure: b.Measure, Line: b.Line, Text: b.Text, Old: b.Old, New: b.New, Reason: b.Reason,
	})
	if err != nil {
		return nil, err
	}
	return &correctionAnswer{Correction: correctionOf(k)}, nil
}
