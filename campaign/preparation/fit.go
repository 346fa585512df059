package preparation

import (
	"errors"
	"slices"

	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/playbook/edit"
)

// fitted parses the playbook with the choices in it. The choices of a text with
// mistakes wait until it is corrected.
func fitted(p Preparation) (*playbook.Playbook, []playbook.Problem, error) {
	name := p.Template
	if name == "" {
		name = "playbook"
	}
	pb, warnings, err := playbook.Parse(name, []byte(p.Source))
	if err != nil {
		return nil, warnings, err
	}
	text, err := fit(p, pb)
	if err != nil {
		return nil, nil, err
	}
	return playbook.Parse(name, text)
}

// mistakes returns the problems of a text that cannot be launched as it is.
func mistakes(err error) ([]playbook.Problem, bool) {
	if bad, ok := errors.AsType[*playbook.Problems](err); ok {
		return bad.List, true
	}
	return nil, false
}

// fit writes the choices into the text of the playbook, and leaves the rest as
// it was written.
func fit(p Preparation, pb *playbook.Playbook) ([]byte, error) {
	c, text := p.Choices, edit.Of([]byte(p.Source))
	if c.Title != "" && c.Title != pb.Title {
		text.Set("title", c.Title)
	}
	if !c.Start.IsZero() && !pb.Anchor.IsZero() && c.Start != pb.Anchor {
		text.Set("start", c.Start.String())
	}
	if c.Number != "" && c.Number != pb.Document.Number {
		text.Set("document/number", c.Number)
	}
	if !c.Issued.IsZero() && c.Issued != pb.Document.Issued {
		text.Set("document/issued", c.Issued.String())
	}
	if more := c.added(pb); len(more) > 0 {
		text.SetList("audience/categories", append(slices.Clone(pb.Audience.Categories), more...))
	}
	return text.Bytes()
}

// added are the categories that are asked although the plan does not ask them.
func (c Choices) added(pb *playbook.Playbook) (out []string) {
	for _, cat := range c.Categories {
		if !slices.Contains(asks(pb), cat) {
			out = append(out, string(cat))
		}
	}
	return out
}

// without are the categories that are left out although the plan asks them.
func (c Choices) without(pb *playbook.Playbook) (out []organisation.Category) {
	if c.Categories == nil {
		return nil
	}
	for _, cat := range asks(pb) {
		if !slices.Contains(c.Categories, cat) {
			out = append(out, cat)
		}
	}
	return out
}

// asks lists the categories that the plan asks anything of.
func asks(pb *playbook.Playbook) (out []organisation.Category) {
	all := slices.Clone(pb.Audience.Categories)
	for _, ob := range pb.Obligations {
		if ob.Units {
			all = append(all, ob.Categories...)
		}
	}
	for _, cat := range all {
		if c := organisation.Category(cat); !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}
