package change

import (
	"fmt"
	"io"
	"mime"
	"strconv"
	"time"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// versionsPage is every version there was, the newest first.
type versionsPage struct {
	draftState
	May  bool // change the plan
	Rows []versionRow
}

// versionRow is a version with what it changed of the one before.
type versionRow struct {
	Version int64
	InForce bool
	At      time.Time
	By      string
	Note    string
	Groups  []changeGroup
	Changes int
}

// versions lists the versions of the plan.
func (a *area) versions(c *desk.Call) error {
	id, err := a.Campaign(c)
	if err != nil {
		return err
	}
	editions, err := a.Revisions.Editions(c.Context(), c.Who, id)
	if err != nil {
		return err
	}
	names, err := a.called(c, editions...)
	if err != nil {
		return err
	}
	p := versionsPage{}
	for i, e := range editions {
		row := versionRow{Version: e.Version, InForce: i == 0, At: e.Published, By: names[e.By], Note: e.Note}
		if e.Version > 1 {
			if err := a.told(c, &row, id); err != nil {
				return err
			}
		}
		p.Rows = append(p.Rows, row)
	}
	if p.May, err = a.mayChange(c); err != nil {
		return err
	}
	if p.May {
		w, err := a.open(c)
		if err != nil {
			return err
		}
		if p.draftState, err = a.stateOf(c, w); err != nil {
			return err
		}
	}
	return desk.Show(a.Desk, c, a.page.versions, c.T("change.versions"), p)
}

// told says what a version changed of the one before it.
func (a *area) told(c *desk.Call, row *versionRow, id campaign.ID) error {
	all, err := a.Revisions.Between(c.Context(), c.Who, id, row.Version-1, row.Version)
	row.Changes, row.Groups = len(all), groups(c, all)
	return err
}

// called returns what those are called who published editions.
func (a *area) called(c *desk.Call, editions ...campaign.Edition) (map[people.AccountID]string, error) {
	ids := make([]people.AccountID, len(editions))
	for i, e := range editions {
		ids[i] = e.By
	}
	return a.People.Called(c.Context(), c.Who, ids)
}

// mayChange reports whether who asks may change the plan at hand.
func (a *area) mayChange(c *desk.Call) (bool, error) {
	id, err := a.Campaign(c)
	if err != nil {
		return false, err
	}
	r, err := a.Campaigns.Look(c.Context(), c.Who, id)
	if err != nil {
		return false, err
	}
	return c.Who.May(people.PlanChange, desk.OrganiserOf(r)) == nil, nil
}

// download sends the text of a version, byte for byte as it was published.
func (a *area) download(c *desk.Call) error {
	id, err := a.Campaign(c)
	if err != nil {
		return err
	}
	n, err := strconv.ParseInt(c.PathValue("edition"), 10, 64)
	if err != nil || n < 1 {
		return fault.New(fault.NotFound, "fault.not_found")
	}
	e, err := a.Revisions.Edition(c.Context(), c.Who, id, n)
	if err != nil {
		return err
	}
	r, err := a.Campaigns.Look(c.Context(), c.Who, id)
	if err != nil {
		return err
	}
	h := c.W.Header()
	h.Set("Content-Type", "application/yaml; charset=utf-8")
	h.Set("Cache-Control", "private, no-store")
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{
		"filename": fmt.Sprintf("%s-v%d.yaml", r.Playbook, e.Version),
	}))
	_, _ = io.WriteString(c.W, e.Source) // a reader that went away is nobody to answer
	return nil
}

// importFile makes a file the draft as it is, to be compared with the version in
// force. Its mistakes are shown where it is edited.
func (a *area) importFile(c *desk.Call) error {
	id, err := a.Campaign(c)
	if err != nil {
		return err
	}
	file, _, err := c.FormFile("file")
	if err != nil {
		return fault.Wrap(err, fault.Invalid, "change.no_file")
	}
	defer file.Close()
	body, err := io.ReadAll(file)
	if err != nil {
		return fault.Wrap(err, fault.TooLarge, "change.too_large", playbook.MaxSize>>20)
	}
	if err := storable(string(body)); err != nil {
		return err
	}
	r, err := a.Campaigns.Look(c.Context(), c.Who, id)
	if err != nil {
		return err
	}
	if err := a.Revisions.SaveDraft(c.Context(), c.Who, id, r.Version, body); err != nil {
		return err
	}
	if book, _, _ := parse(string(body)); book == nil {
		return c.Redirect("/plan/edit")
	}
	return c.Redirect("/plan/compare")
}
