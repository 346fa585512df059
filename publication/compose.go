package publication

import (
	"context"
	"time"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ident"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/publication/content"
	"github.com/xianfeng-oss/xianfeng/rollup"
)

// Compose makes the draft of a period's bulletin from what was accepted by
// now, or takes its figures anew and leaves its texts (P-60). The obligation is
// the organiser's own. Duties, figures, sums and the head of the log are of one
// moment; of two who compose at once the later moment stays.
func (s *Service) Compose(ctx context.Context, who people.Actor, id campaign.ID, obligation, period string) (b Bulletin, err error) {
	var c content.Content
	err = s.db.View(ctx, func(tx Tx) error {
		d, err := s.begin(tx, who, id, obligation, period)
		if err != nil {
			return err
		}
		c, err = s.take(tx, &d)
		return err
	})
	if err != nil {
		return b, err
	}
	err = s.db.Update(ctx, func(tx Tx) error {
		if err := tx.HoldCampaign(id); err != nil {
			return err
		}
		d, err := s.begin(tx, who, id, obligation, period)
		if err != nil {
			return err
		}
		if b = d.b; c.At.Before(b.Composed) {
			return nil
		}
		d.b.Content, d.b.Composed, d.b.ComposedBy = c, c.At, who.Account
		if err := d.keep(tx); err != nil {
			return err
		}
		b = d.b
		return tx.Record(d.Now, who.Origin, d.act(audit.Act{Name: "bulletin.compose", New: c.Told(period)}))
	})
	return b, err
}

// begin opens the draft of a period for who may compose it, or begins one.
func (s *Service) begin(tx Tx, who people.Actor, id campaign.ID, obligation, period string) (desk, error) {
	d, err := s.open(tx, who, id)
	if err != nil {
		return d, err
	}
	if err := who.May(people.BulletinCompose, d.place); err != nil {
		return d, err
	}
	if err := d.Writable(); err != nil {
		return d, err
	}
	return d, d.begin(tx, obligation, period)
}

// begin loads the draft of a period, or begins one that is not stored yet.
func (d *desk) begin(tx Tx, obligation, period string) error {
	ob := d.Book.Obligation(obligation)
	if ob == nil || ob.Publishes == "" || ob.Later != "" {
		return fault.New(fault.NotFound, "publication.none", obligation)
	}
	items, err := tx.Duties(campaign.Filter{Campaign: d.Running.ID, Unit: d.Unit, Obligation: obligation, Period: period})
	if err != nil {
		return err
	}
	if len(items) == 0 {
		return fault.New(fault.NotFound, "campaign.unknown_period", ob.Title, period)
	}
	own := items[0]
	if d.b, err = tx.BulletinOf(own.ID); err != nil {
		return err
	}
	switch {
	case d.b.ID != "":
		return d.at(d.b.Revision, Draft)
	case own.Excused != "":
		return fault.New(fault.Conflict, "report.excused", own.Excused)
	case d.Now.Before(own.Opens):
		return fault.New(fault.Conflict, "report.not_open", own.Opens)
	}
	d.b = Bulletin{Campaign: d.Running.ID, Duty: own.ID, Obligation: obligation, Period: period, State: Draft, Title: content.Title(period)}
	return nil
}

// keep stores a draft, new or changed.
func (d *desk) keep(tx Tx) (err error) {
	if d.b.ID == "" {
		d.b.ID, d.b.Revision = ident.New[ID](), 1
		return tx.InsertBulletin(&d.b)
	}
	d.b, err = tx.UpdateBulletin(d.b)
	return err
}

// gather reads how the period stands now.
func (d *desk) gather(tx Tx) (g content.Gathering, err error) {
	ob := d.Book.Obligation(d.Book.Obligation(d.b.Obligation).Publishes)
	g = content.Gathering{Running: d.Running, Obligation: ob, Period: d.b.Period}
	if g.Items, err = tx.Duties(campaign.Filter{Campaign: d.Running.ID, Obligation: ob.ID, Period: d.b.Period}); err != nil {
		return g, err
	}
	if len(g.Items) == 0 {
		return g, fault.New(fault.Conflict, "publication.nothing_owed", ob.Title)
	}
	if g.Papers, err = tx.Papers(d.Running.ID, ob.ID, d.b.Period); err != nil {
		return g, err
	}
	g.Fixes, err = d.fixes(tx)
	return g, err
}

// fixes lists the corrections that no number prints yet.
func (d *desk) fixes(tx Tx) (out []content.Fix, err error) {
	all, err := tx.Unprinted(d.Running.ID)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	number, err := names(tx, d.Running.ID)
	for _, c := range all {
		out = append(out, content.Fix{ID: string(c.ID), Number: number[c.Bulletin], Place: c.Place, Old: c.Old, New: c.New, Reason: c.Reason})
	}
	return out, err
}

// take takes the content of a bulletin at the moment of a transaction that only
// reads.
func (s *Service) take(tx Tx, d *desk) (c content.Content, err error) {
	g, err := d.gather(tx)
	if err != nil {
		return c, err
	}
	if g.Came, err = d.came(tx); err != nil {
		return c, err
	}
	if g.Log, err = logHead(tx); err != nil {
		return c, err
	}
	day := d.Today()
	if due := g.Items[0].DueOn; !due.IsZero() {
		day = due // the names are those of the period
	}
	if g.Units, err = tx.Nodes(d.Root, day); err != nil {
		return c, err
	}
	if err := s.answer(tx, &g); err != nil {
		return c, err
	}
	return content.Compose(g), nil
}

// answer has the sums answered. A bulletin is of all units that owe, whatever
// units its composer may see, so the program asks; who may compose it was
// checked.
func (s *Service) answer(tx Tx, g *content.Gathering) error {
	g.Answers = map[content.Ask]rollup.Answer{}
	for _, ask := range g.Asks() {
		q, err := g.Question(ask)
		if err != nil {
			return err
		}
		if g.Answers[ask], err = s.figures.In(tx, people.Program(audit.Origin{}), q); err != nil {
			return err
		}
	}
	return nil
}

// came lists the reports of published periods that no number has told of:
// those first sent after the bulletin of their period, and those accepted since
// its figures were taken.
func (d *desk) came(tx Tx) ([]content.Came, error) {
	all, err := tx.Came(d.Running.ID, d.b.Obligation, d.Book.Obligation(d.b.Obligation).Publishes, d.b.Period)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	var printed content.Printed
	err = tx.IssuedSince(d.Running.ID, noTime, func(b Bulletin) { printed.Add(&b.Content) })
	return printed.Without(all), err
}

// logHead returns the head of the audit log, the zero one before the first
// record has its place.
func logHead(tx Tx) (content.Log, error) {
	h, err := tx.NewestHead()
	if fault.Is(err, fault.NotFound) {
		return content.Log{}, nil
	}
	return content.Log{Size: h.Size, Root: h.Root.String()}, err
}

// lastDue returns the duty that is due last of those owed, the zero one where
// none has a date: a bulletin can be signed and issued from then on (N-P14).
func lastDue(items []campaign.Item) (last campaign.Item) {
	for _, it := range items {
		if it.Excused == "" && it.Due.After(last.Due) {
			last = it
		}
	}
	return last
}

// Edit stores the texts of a draft; texts that it has already change nothing. Nothing is stored while one of them names a
// phone, identity or card number: every place is answered at once.
func (s *Service) Edit(ctx context.Context, who people.Actor, id ID, e Edit) (Bulletin, error) {
	return s.change(ctx, who, id, func(tx Tx, d *desk) (audit.Act, error) {
		if err := who.May(people.BulletinCompose, d.place); err != nil {
			return audit.Act{}, err
		}
		if err := d.at(e.Revision, Draft); err != nil {
			return audit.Act{}, err
		}
		if e.same(&d.b) {
			return audit.Act{}, nil
		}
		papers, err := tx.Papers(d.Running.ID, d.Book.Obligation(d.b.Obligation).Publishes, d.b.Period)
		if err != nil {
			return audit.Act{}, err
		}
		from, err := d.sources(tx, papers)
		if err != nil {
			return audit.Act{}, err
		}
		if err := d.edit(e, from); err != nil {
			return audit.Act{}, err
		}
		return audit.Act{
			Name: "bulletin.edit", New: map[string]any{"title": d.b.Title, "practices": len(d.b.Practices)},
		}, d.keep(tx)
	})
}

// Discard throws a draft away.
func (s *Service) Discard(ctx context.Context, who people.Actor, id ID, revision int64) error {
	_, err := s.change(ctx, who, id, func(tx Tx, d *desk) (audit.Act, error) {
		if err := who.May(people.BulletinCompose, d.place); err != nil {
			return audit.Act{}, err
		}
		if err := d.at(revision, Draft); err != nil {
			return audit.Act{}, err
		}
		d.b.State = Discarded
		return audit.Act{Name: "bulletin.discard", Old: map[string]any{"period": d.b.Period}}, d.keep(tx)
	})
	return err
}

var noTime time.Time
