package admin

import (
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/seal"
)

// knownPersons offers the persons entered before to who may see them all;
// nobody to others, who enter a person anew.
func (a *Admin) knownPersons(c *call) []option {
	all, err := a.Units.Persons(c.Context(), c.who, c.who.Root)
	if err != nil {
		return nil
	}
	out := make([]option, len(all))
	for i, p := range all {
		out[i] = option{Value: string(p.ID), Text: p.Name + " " + seal.Phone(p.Phone)}
	}
	return out
}

// personInputs ask for a person: one entered before, or name and phone.
func (a *Admin) personInputs(c *call, known []option) []inputView {
	var out []inputView
	hint := ""
	if len(known) > 0 {
		out = append(out, inputView{
			Name: "person", Label: c.t("person.known"), Kind: "select",
			Options: append([]option{{"", c.t("person.new"), true}}, known...),
		})
		hint = c.t("person.new_hint")
	}
	return append(out,
		inputView{Name: "name", Label: c.t("person.name"), Hint: hint, Required: len(known) == 0},
		inputView{Name: "phone", Label: c.t("person.phone"), Kind: "tel", Hint: c.t("person.phone_hint")})
}

// personMeant returns the person a form names, entered now if that is what it
// asks for. It enters nobody into a campaign that takes nothing any more.
func (a *Admin) personMeant(c *call, id campaign.ID, unit organisation.UnitID) (organisation.PersonID, error) {
	if known := c.text("person"); known != "" {
		return organisation.PersonID(known), nil
	}
	r, err := a.Campaigns.Look(c.Context(), c.who, id)
	if err != nil {
		return "", err
	}
	if err := r.Writable(); err != nil {
		return "", err
	}
	if c.text("name") == "" {
		return "", fault.Violations([]fault.Field{{Path: "name", Key: "fault.required"}})
	}
	p, err := a.Units.RegisterPerson(c.Context(), c.who, organisation.Registration{Unit: unit, Name: c.text("name"), Phone: c.text("phone")})
	return p.ID, err
}
