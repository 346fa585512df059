package bulletin

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/publication"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// save stores the texts of a draft.
func (a *area) save(c *desk.Call) error {
	if _, err := a.typed(c); err != nil {
		return a.refuse(c, err)
	}
	return a.done(c, c.T("bulletin.saved"))
}

// typed stores what the form brings, where it differs from what is stored, and
// returns the bulletin as it stands then.
func (a *area) typed(c *desk.Call) (publication.Bulletin, error) {
	e, err := edited(c)
	if err != nil {
		return publication.Bulletin{}, err
	}
	return a.Bulletins.Edit(c.Context(), c.Who, bulletinID(c), e)
}

// sourceKey names a text of a report as the form's inputs do.
func sourceKey(duty campaign.DutyID, n int64, cell string) string {
	return string(duty) + "|" + strconv.FormatInt(n, 10) + "|" + cell
}

// edited reads the form of a draft: the practices that are checked, in the
// order of their numbers; those without one come last.
func edited(c *desk.Call) (publication.Edit, error) {
	if err := c.ParseForm(); err != nil {
		return publication.Edit{}, fault.Wrap(err, fault.Invalid, "web.bad_form")
	}
	revision, err := revisionOf(c)
	if err != nil {
		return publication.Edit{}, err
	}
	e := publication.Edit{Revision: revision, Title: c.Text("title"), Note: c.Text("note")}
	type taken struct {
		order  int
		choice publication.Choice
	}
	var all []taken
	for _, key := range c.PostForm["take"] {
		part := strings.SplitN(key, "|", 3)
		if len(part) != 3 {
			return e, fault.New(fault.Invalid, "web.bad_form")
		}
		n, err := strconv.ParseInt(part[1], 10, 64)
		if err != nil {
			return e, fault.Wrap(err, fault.Invalid, "web.bad_form")
		}
		order, err := strconv.Atoi(c.Text("order|" + key))
		if err != nil || order < 1 {
			order = len(c.PostForm["take"]) + 1
		}
		all = append(all, taken{order, publication.Choice{Duty: campaign.DutyID(part[0]), N: n, Cell: part[2], Text: c.Text("text|" + key)}})
	}
	slices.SortStableFunc(all, func(x, y taken) int { return cmp.Compare(x.order, y.order) })
	for _, t := range all {
		e.Practices = append(e.Practices, t.choice)
	}
	return e, nil
}

func revisionOf(c *desk.Call) (int64, error) {
	n, err := strconv.ParseInt(c.Text("revision"), 10, 64)
	if err != nil {
		return 0, fault.Wrap(err, fault.Invalid, "web.bad_form")
	}
	return n, nil
}

// unix ends lines as texts are stored; browsers send them otherwise.
func unix(text string) string { return strings.ReplaceAll(text, "\r\n", "\n") }
