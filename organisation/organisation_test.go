package organisation_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/store"
	"github.com/xianfeng-oss/xianfeng/store/person"
	"github.com/xianfeng-oss/xianfeng/store/storetest"
)

// world is a federation with a county, an industry and a grass-roots unit that
// stands below both, on 2018-09-28.
type world struct {
	*organisation.Service
	db                               *store.DB
	by                               organisation.Authority
	city, county, industry, workshop organisation.Unit
}

func day(s string) calendar.Date {
	d, err := calendar.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func newWorld(t *testing.T, db *store.DB) *world {
	t.Helper()
	w := &world{db: db, by: people.Program(audit.Origin{})}
	w.Service = organisation.NewService(store.Scope[organisation.Tx](db), func() time.Time { return time.Date(2018, 9, 28, 1, 0, 0, 0, time.UTC) })
	w.city = w.found(t, organisation.Founding{Code: "PDS", Name: "平顶山市总工会", Category: organisation.Federation})
	w.county = w.found(t, organisation.Founding{Root: w.city.ID, Code: "YX", Name: "叶县总工会", Category: organisation.County, County: w.city.ID})
	w.industry = w.found(t, organisation.Founding{Root: w.city.ID, Code: "COAL", Name: "煤炭工会", Category: organisation.Industry, Industry: w.city.ID})
	w.workshop = w.found(t, organisation.Founding{
		Root: w.city.ID, Code: "YX-1", Name: "一矿工会", Category: organisation.Grassroots,
		Founded: day("2015-01-01"), County: w.county.ID, Industry: w.industry.ID,
	})
	return w
}

func (w *world) found(t *testing.T, in organisation.Founding) organisation.Unit {
	t.Helper()
	u, err := w.Found(t.Context(), w.by, in)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func (w *world) tree(t *testing.T, on string) *organisation.Tree {
	t.Helper()
	tree, err := w.Tree(t.Context(), w.city.ID, day(on))
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// each runs the test on both engines with a world of its own.
func each(t *testing.T, test func(t *testing.T, w *world)) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, db *store.DB) { test(t, newWorld(t, db)) })
}

// paths returns where a fault says something is wrong, in order.
func paths(err error) string {
	var out []string
	for _, f := range fault.From(err).Fields {
		out = append(out, f.Path+"="+f.Key)
	}
	return strings.Join(out, " ")
}

func TestRenameKeepsBothNames(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		u, err := w.Rename(t.Context(), w.by, organisation.Renaming{Unit: w.county.ID, Name: "叶县工会联合会", From: day("2019-05-01"), Revision: 1})
		if err != nil {
			t.Fatal(err)
		}
		if u.Revision != 2 {
			t.Errorf("revision %d, want 2", u.Revision)
		}
		for _, c := range []struct{ on, name, alias string }{
			{"2019-04-30", "叶县总工会", ""},
			{"2019-05-01", "叶县工会联合会", "叶县总工会"},
		} {
			n, ok := w.tree(t, c.on).ByCode("YX")
			if !ok || n.Name != c.name || strings.Join(n.Aliases, " ") != c.alias {
				t.Errorf("on %s: %q %q, want %q %q", c.on, n.Name, n.Aliases, c.name, c.alias)
			}
		}
		after := w.tree(t, "2019-05-01")
		for _, name := range []string{"叶县总工会", "叶县工会联合会"} {
			if n, ok := after.ByName(name); !ok || n.ID != w.county.ID {
				t.Errorf("nothing is found by %s", name)
			}
		}
		if _, ok := w.tree(t, "2019-04-30").ByName("叶县工会联合会"); ok {
			t.Error("a name is known before it is borne")
		}
		fixed, err := w.Rename(t.Context(), w.by, organisation.Renaming{Unit: w.county.ID, Name: "叶县工会", From: day("2019-05-01"), Revision: 2})
		if err != nil || fixed.Revision != 3 {
			t.Fatalf("correction: revision %d, %v", fixed.Revision, err)
		}
		if h, err := w.History(t.Context(), w.county.ID); err != nil || len(h.Names) != 2 || h.Names[1].Name != "叶县工会" {
			t.Errorf("names after a correction: %v, %v", h.Names, err)
		}
	})
}

func TestMoveKeepsWhereItStood(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		other := w.found(t, organisation.Founding{Root: w.city.ID, Code: "LS", Name: "鲁山县总工会", Category: organisation.County, County: w.city.ID})
		move := organisation.Moving{Unit: w.workshop.ID, Hierarchy: organisation.ByCounty, Parent: other.ID, From: day("2018-10-01"), Revision: 1}
		if _, err := w.Move(t.Context(), w.by, move); err != nil {
			t.Fatal(err)
		}
		for on, county := range map[string]organisation.UnitID{"2018-09-30": w.county.ID, "2018-10-01": other.ID} {
			tree := w.tree(t, on)
			if got := tree.CountyOf(w.workshop.ID); got != county {
				t.Errorf("county on %s = %s, want %s", on, got, county)
			}
			if got := tree.IndustryOf(w.workshop.ID); got != w.industry.ID {
				t.Errorf("industry on %s = %s, want %s", on, got, w.industry.ID)
			}
		}
		leave := organisation.Moving{Unit: w.workshop.ID, Hierarchy: organisation.ByCounty, From: day("2019-01-01"), Revision: 2}
		if _, err := w.Move(t.Context(), w.by, leave); err != nil {
			t.Fatal(err)
		}
		if got := w.tree(t, "2019-01-01").CountyOf(w.workshop.ID); got != "" {
			t.Errorf("county after leaving = %s", got)
		}
		last := organisation.Moving{Unit: w.workshop.ID, Hierarchy: organisation.ByIndustry, From: day("2019-01-01"), Revision: 3}
		if _, err := w.Move(t.Context(), w.by, last); paths(err) != "parent=organisation.no_parent" {
			t.Errorf("leaving the last parent: %v", err)
		}
	})
}

func TestMoveRefusesCycles(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		for _, c := range []struct {
			unit, parent organisation.Unit
			by           organisation.Hierarchy
			want         string
		}{
			{w.county, w.county, organisation.ByCounty, "parent=organisation.cycle"},
			{w.county, w.workshop, organisation.ByCounty, "parent=organisation.cycle"},
			{w.industry, w.workshop, organisation.ByCounty, "parent=organisation.cycle"}, // through the other hierarchy
			{w.city, w.county, organisation.ByCounty, "unit=organisation.root_has_parent parent=organisation.cycle"},
			{w.workshop, w.county, organisation.ByCounty, "parent=organisation.same_parent"},
			{w.workshop, w.city, "street", "hierarchy=organisation.unknown_hierarchy"},
		} {
			_, err := w.Move(t.Context(), w.by, organisation.Moving{Unit: c.unit.ID, Hierarchy: c.by, Parent: c.parent.ID, From: day("2018-10-01"), Revision: 1})
			if paths(err) != c.want {
				t.Errorf("%s below %s: %v, want %s", c.unit.Code, c.parent.Code, err, c.want)
			}
		}
		early := organisation.Moving{Unit: w.workshop.ID, Hierarchy: organisation.ByCounty, Parent: w.city.ID, From: day("2014-01-01"), Revision: 1}
		if _, err := w.Move(t.Context(), w.by, early); paths(err) != "from=organisation.before_last from=organisation.before_founded" {
			t.Errorf("a move into the past: %v", err)
		}
	})
}

func TestStaleWriteShowsTheDifference(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		first := organisation.Renaming{Unit: w.county.ID, Name: "叶县甲", From: day("2018-10-01"), Revision: 1}
		if _, err := w.Rename(t.Context(), w.by, first); err != nil {
			t.Fatal(err)
		}
		second := first
		second.Name = "叶县乙"
		_, err := w.Rename(t.Context(), w.by, second)
		if !fault.Is(err, fault.Stale) || paths(err) != "name=organisation.differs" {
			t.Fatalf("second writer: %v", err)
		}
		if args := fault.From(err).Fields[0].Args; args[0] != "叶县甲" || args[1] != "叶县乙" {
			t.Errorf("difference %v, want what stands and what was sent", args)
		}
	})
}

func TestCloseEndsAUnit(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		end := organisation.Closing{Unit: w.county.ID, On: day("2018-12-31"), Reason: "撤并", Revision: 1}
		if _, err := w.Close(t.Context(), w.by, end); paths(err) != "unit=organisation.has_units" {
			t.Errorf("closing above a unit: %v", err)
		}
		if _, err := w.Close(t.Context(), w.by, organisation.Closing{Unit: w.workshop.ID, Revision: 1}); paths(err) != "on=fault.required reason=fault.required" {
			t.Errorf("closing without day and reason: %v", err)
		}
		end.Unit = w.workshop.ID
		u, err := w.Close(t.Context(), w.by, end)
		if err != nil || u.Closed != end.On {
			t.Fatalf("Close = %v, %v", u, err)
		}
		if _, err := w.Close(t.Context(), w.by, organisation.Closing{Unit: u.ID, On: end.On, Reason: "x", Revision: 2}); !fault.Is(err, fault.Conflict) {
			t.Errorf("closing twice: %v", err)
		}
		cats := []organisation.Category{organisation.Grassroots}
		for on, want := range map[string]int{"2014-12-31": 0, "2018-12-31": 1, "2019-01-01": 0} {
			if got := w.tree(t, on).InCategories(w.city.ID, cats, day(on)); len(got) != want {
				t.Errorf("on %s there are %d such units, want %d", on, len(got), want)
			}
		}
	})
}

func TestFoundNamesEveryViolation(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		for want, in := range map[string]organisation.Founding{
			"code=organisation.code_form category=organisation.unknown_category name=fault.required county=organisation.no_parent": {Root: w.city.ID, Code: "叶 县", Category: "club"},
			"code=organisation.code_taken": {Root: w.city.ID, Code: "YX", Name: "x", Category: organisation.County, County: w.city.ID},
			"name=organisation.name_long":  {Root: w.city.ID, Code: "N", Name: strings.Repeat("长", 101), Category: organisation.County, County: w.city.ID},
		} {
			if _, err := w.Found(t.Context(), w.by, in); !fault.Is(err, fault.Invalid) || paths(err) != want {
				t.Errorf("got %v, want %s", err, want)
			}
		}
		twin := w.found(t, organisation.Founding{Code: "YX", Name: "许昌市总工会", Category: organisation.Federation})
		if _, err := w.Found(t.Context(), w.by, organisation.Founding{Root: twin.ID, Code: "A", Name: "x", Category: organisation.County, County: w.city.ID}); paths(err) != "county=organisation.unknown_unit" {
			t.Errorf("a parent in another root: %v", err)
		}
		if _, ok := w.tree(t, "2018-09-28").ByName("许昌市总工会"); ok {
			t.Error("one root sees another")
		}
	})
}

func TestOutsidersChangeNothing(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		by := people.Actor{Root: w.city.ID, Grants: []people.Grant{{Role: people.Admin, Unit: w.industry.ID}}}
		if _, err := w.Rename(t.Context(), by, organisation.Renaming{Unit: w.county.ID, Name: "x", From: day("2018-10-01"), Revision: 1}); !fault.Is(err, fault.NotFound) {
			t.Errorf("rename elsewhere: %v", err)
		}
		if _, err := w.Rename(t.Context(), by, organisation.Renaming{Unit: w.workshop.ID, Name: "二矿工会", From: day("2018-10-01"), Revision: 1}); err != nil {
			t.Errorf("rename below: %v", err)
		}
		if _, err := w.Move(t.Context(), by, organisation.Moving{Unit: w.workshop.ID, Hierarchy: organisation.ByCounty, Parent: w.city.ID, From: day("2018-10-01"), Revision: 2}); !fault.Is(err, fault.NotFound) {
			t.Errorf("move up and away: %v", err)
		}
		liaison := people.Actor{Root: w.city.ID, Grants: []people.Grant{{Role: people.Liaison, Unit: w.county.ID, Campaign: "c"}}}
		if _, err := w.RegisterPerson(t.Context(), liaison, organisation.Registration{Unit: w.county.ID, Name: "张三"}); err != nil {
			t.Errorf("a liaison enters a deputy: %v", err)
		}
		if _, err := w.Persons(t.Context(), liaison, w.city.ID); !fault.Is(err, fault.NotFound) {
			t.Errorf("a liaison lists all persons: %v", err)
		}
		if all, err := w.Persons(t.Context(), w.by, w.city.ID); err != nil || len(all) != 1 || all[0].Name != "张三" {
			t.Errorf("Persons = %+v, %v", all, err)
		}
		if roots, err := w.Roots(t.Context()); err != nil || len(roots) != 1 || roots[0].ID != w.city.ID {
			t.Errorf("Roots = %+v, %v", roots, err)
		}
		if _, err := w.RegisterPerson(t.Context(), liaison, organisation.Registration{Unit: w.industry.ID, Name: "张三"}); !fault.Is(err, fault.NotFound) {
			t.Errorf("a liaison enters a person elsewhere: %v", err)
		}
	})
}

// cells reads what the row of a person holds.
func (w *world) cells(t *testing.T, id organisation.PersonID) (name []byte, hash string, keys int64) {
	t.Helper()
	err := w.db.View(t.Context(), func(tx *store.Tx) error {
		raw := make([]any, 7)
		err := tx.Scan(func(scan func(...any) error) error {
			refs := make([]any, len(raw))
			for i := range raw {
				refs[i] = &raw[i]
			}
			return scan(refs...)
		}, "SELECT id, root_id, name, phone, id_number, erased_at, revision FROM person WHERE id = $1", string(id))
		if err != nil {
			return err
		}
		name, hash = raw[2].([]byte), person.Covered[0].Change(raw).Hash
		keys, err = tx.Int("SELECT count(*) FROM person_key WHERE person_id = $1", string(id))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Clone(name), hash, keys
}

// Destroying a person's key erases the values for good; the row and what the
// audit trail says of it stay equal.
func TestEraseKeepsTheTrail(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		p, err := w.RegisterPerson(t.Context(), w.by, organisation.Registration{Unit: w.county.ID, Name: "王小明", Phone: "13812345678", IDNumber: "11010519491231002x"})
		if err != nil {
			t.Fatal(err)
		}
		p, err = w.ChangePerson(t.Context(), w.by, organisation.Correction{Person: p.ID, Name: "王晓明", Phone: p.Phone, IDNumber: p.IDNumber, Revision: 1})
		if err != nil || p.Name != "王晓明" || p.Revision != 2 {
			t.Fatalf("ChangePerson = %+v, %v", p, err)
		}
		_, err = w.ChangePerson(t.Context(), w.by, organisation.Correction{Person: p.ID, Name: "王晓明", Phone: "13800000000", Revision: 1})
		if !fault.Is(err, fault.Stale) || !strings.Contains(err.Error(), "138****5678") || strings.Contains(err.Error(), "13812345678") {
			t.Errorf("an old revision: %v", err)
		}
		before, _, _ := w.cells(t, p.ID)
		if _, err := w.ErasePerson(t.Context(), w.by, p.ID, 2); err != nil {
			t.Fatal(err)
		}
		after, hash, keys := w.cells(t, p.ID)
		if keys != 0 || !bytes.Equal(before, after) || bytes.Contains(after, []byte("王晓明")) {
			t.Errorf("%d keys are left; row kept: %v", keys, bytes.Equal(before, after))
		}
		w.checkTrail(t, p.ID, hash)
		if _, err := w.ErasePerson(t.Context(), w.by, p.ID, 3); !fault.Is(err, fault.Conflict) {
			t.Errorf("erasing twice: %v", err)
		}
		err = w.db.View(t.Context(), func(tx *store.Tx) error {
			gone, err := tx.Person(p.ID)
			if gone.Name != "" || gone.Phone != "" || gone.Erased.IsZero() {
				t.Errorf("an erased person reads as %+v", gone)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	})
}

// checkTrail asserts that the newest record of a person names the row as it is
// stored, and that no record holds a value in clear.
func (w *world) checkTrail(t *testing.T, id organisation.PersonID, hash string) {
	t.Helper()
	var bodies []string
	err := w.db.View(t.Context(), func(tx *store.Tx) error {
		return tx.Scan(func(scan func(...any) error) error {
			var body string
			err := scan(&body)
			bodies = append(bodies, body)
			return err
		}, "SELECT body FROM audit_record WHERE subject = $1 ORDER BY id", string(id))
	})
	if err != nil || len(bodies) != 3 {
		t.Fatalf("%d records, %v", len(bodies), err)
	}
	if !strings.Contains(bodies[2], hash) {
		t.Errorf("the newest record does not name the row: %s", bodies[2])
	}
	for _, secret := range []string{"王小明", "王晓明", "13812345678", "11010519491231002"} {
		if strings.Contains(strings.Join(bodies, ""), secret) {
			t.Errorf("the trail holds %s", secret)
		}
	}
}

// A tree that was kept is never older than the last change, on any day.
func TestTreesAreNeverOld(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		for _, on := range []string{"2018-09-28", "2019-05-01"} {
			if first := w.tree(t, on); w.tree(t, on) != first {
				t.Errorf("the tree on %s was read twice without a change", on)
			}
		}
		if _, err := w.AddAlias(t.Context(), w.by, organisation.Alias{Unit: w.county.ID, Name: "叶县", From: day("2019-01-01"), Revision: 1}); err != nil {
			t.Fatal(err)
		}
		for on, want := range map[string]bool{"2018-09-28": false, "2019-05-01": true} {
			if _, ok := w.tree(t, on).ByName("叶县"); ok != want {
				t.Errorf("the alias is known on %s: %v", on, ok)
			}
		}
	})
}
