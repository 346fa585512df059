package goal

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger/goal"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// pickOf names a version that waits, as the box of its row sends it.
func pickOf(r goal.Row) string { return string(r.ID) + "." + strconv.FormatInt(r.Waiting.N, 10) }

func picks(c *desk.Call) ([]goal.Pick, error) {
	if err := c.ParseForm(); err != nil {
		return nil, fault.Wrap(err, fault.Invalid, "web.bad_form")
	}
	var out []goal.Pick
	for _, chosen := range c.PostForm["pick"] {
		id, version, ok := strings.Cut(chosen, ".")
		n, err := strconv.ParseInt(version, 10, 64)
		if !ok || err != nil {
			return nil, fault.New(fault.Invalid, "web.bad_form")
		}
		out = append(out, goal.Pick{Goal: goal.ID(id), N: n})
	}
	return out, nil
}

// decide approves or returns all goals that were chosen, or none of them.
func (a *area) decide(c *desk.Call) error {
	id, err := a.Campaign(c)
	if err != nil {
		return err
	}
	chosen, err := picks(c)
	if err != nil {
		return err
	}
	approve := c.Text("decision") == "approve"
	err = a.Goals.Decide(c.Context(), c.Who, id, chosen, approve, c.Text("note"))
	if err != nil && desk.Mendable(err) {
		message, by := desk.Problems(c, err)
		for _, text := range by {
			message += " " + text
		}
		c.URL = back(c)
		return a.showGoals(c, fault.From(err).Kind.Status(), message)
	}
	if err != nil {
		return err
	}
	key := map[bool]string{true: "goal.approved_n", false: "goal.returned_n"}[approve]
	a.Sessions.Flash(c.Context(), c.T(key, len(chosen)))
	return c.Redirect(back(c).String())
}

// back is the list as it was shown.
func back(c *desk.Call) *url.URL {
	to, err := url.Parse(c.PostFormValue("back"))
	if err != nil || to.Path != "/goals" || to.Host != "" {
		return &url.URL{Path: "/goals"}
	}
	return to
}
