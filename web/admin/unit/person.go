package unit

import (
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/seal"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// knownPersons offers the persons entered before to who may see them all;
// nobody to others, who enter a person anew.
func (a *area) knownPersons(c *desk.Call) []desk.Option {
	all, err := a.Units.Persons(c.Context(), c.Who, c.Who.Root)
	if err != nil {
		return nil
	}
	out := make([]desk.Option, len(all))
	for i, p := range all {
		out[i] = desk.Option{Value: string(p.ID), Text: p.Name + " " + seal.Phone(p.Phone)}
	}
	return out
}

// personInputs ask for a person: one entered before, or name and phone.
func (a *area) personInputs(c *desk.Call, known []desk.Option) []desk.Input {
	var out []desk.Input
	hint := ""
	if len(known) > 0 {
		out = append(out, desk.Input{
			Name: "person", Label: c.T("person.known"), Kind: "select",
			Options: append([]desk.Option{{Value: "", Text: c.T("person.new"), On: true}}, known...),
		})
		hint = c.T("person.new_hint")
	}
	return append(out,
		desk.Input{Name: "name", Label: c.T("person.name"), Hint: hint, Required: len(known) == 0},
		desk.Input{Name: "phone", Label: c.T("person.phone"), Kind: "tel", Hint: c.T("person.phone_hint")})
}

// personMeant returns the person a form names, entered now if that is what it
// asks for. It enters nobody into a campaign that takes nothing any more.
func (a *area) personMeant(c *desk.Call, id campaign.ID, unit organisation.UnitID) (organisation.PersonID, error) {
	if known := c.Text("person"); known != "" {
		return organisation.PersonID(known), nil
	}
	r, err := a.Campaigns.Look(c.Context(), c.Who, id)
	if err != nil {
		return "", err
	}
	if err := r.Writable(); err != nil {
		return "", err
	}
	if c.Text("name") == "" {
		return "", fault.Violations([]fault.Field{{Path: "name", Key: "fault.required"}})
	}
	p, err := a.Units.RegisterPerson(c.Context(), c.Who, organisation.Registration{Unit: unit, Name: c.Text("name"), Phone: c.Text("phone")})
	return p.ID, err
}
