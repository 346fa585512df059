package demo

import (
	"math"
	"strconv"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/paper"
)

// Work is what a unit does along one action line.
type Work struct {
	Line     string
	Projects int     // at the start
	Growth   float64 // projects begun a month
	Sessions float64 // a month at full pace
	Union    float64 // 万元 a month at full pace
	Social   float64
	People   int // honourees who take part
}

// Size is how large the units of a category are.
type Size struct {
	From, To float64 // scale
	Share    float64 // of the lines along which one works
}

// Settle decides the unit's size and the lines it works along; along always
// every one does.
func (u *Unit) Settle(size Size, lines []string, always string) {
	d := Roll("profile", u.Code)
	u.Scale = size.From + d.Float64()*(size.To-size.From)
	for _, line := range lines {
		if !d.Chance(size.Share) && line != always {
			continue
		}
		u.Lines = append(u.Lines, Work{
			Line: line, Projects: d.Between(1, 3), Growth: .05 + d.Float64()*.25*u.Scale, Sessions: (.8 + d.Float64()*3) * u.Scale,
			Union: (.4 + d.Float64()*3) * u.Scale, Social: d.Float64() * 6 * u.Scale, People: d.Between(2, 9),
		})
	}
}

// seasons is how busy the months are, January first: the spring festival and
// the harvests leave less time.
var seasons = [12]float64{.7, .4, .9, 1, 1.1, .7, .9, 1, .9, 1, 1.1, 1}

// pace is how much of its full work a unit does in a month: it takes half a
// year to get going, and the spring of 2020 stood still.
func pace(begun, year, month int) float64 {
	p := math.Min(1, .4+.12*float64(begun)) * seasons[month-1]
	if year == 2020 && month >= 2 && month <= 4 {
		p *= .35
	}
	return p
}

// Figures are one line's numbers of a period.
type Figures struct {
	Projects, Sessions, Times, Households, People int
	Union, Social                                 float64 // 万元
}

// Month returns the numbers of a month of a campaign that began in another.
func (w Work) Month(u *Unit, begin calendar.Date, year, month int) (f Figures) {
	begun := (year-begin.Year)*12 + month - int(begin.Month)
	d, p := Roll("figures", u.Code, w.Line, strconv.Itoa(year), strconv.Itoa(month)), pace(begun, year, month)
	f.Projects = w.Projects + min(9, int(w.Growth*float64(begun)))
	f.Sessions = int(math.Round(w.Sessions * p * (.6 + .8*d.Float64())))
	if f.Sessions > 0 {
		f.Times = f.Sessions * d.Between(14, 62)
		f.Households = max(1, int(float64(f.Times)*(.25+.35*d.Float64())))
		f.People = min(f.Sessions*3, d.Between(w.People, w.People+4))
	}
	f.Union = Hundredths(w.Union * p * (.5 + d.Float64()))
	if d.Chance(.45) {
		f.Social = Hundredths(w.Social * p * (.4 + d.Float64()))
	}
	return f
}

// And returns the numbers of two stretches together: what was begun stands,
// what was done adds up, and who took part in both counts once.
func (f Figures) And(next Figures) Figures {
	return Figures{
		Projects: next.Projects, Sessions: f.Sessions + next.Sessions, Times: f.Times + next.Times,
		Households: max(f.Households, next.Households), People: max(f.People, next.People),
		Union: f.Union + next.Union, Social: f.Social + next.Social,
	}
}

// Hundredths rounds an amount in 万元 as a clerk does.
func Hundredths(x float64) float64 { return math.Round(x*20) / 20 }

// Enter writes the numbers into the row of a line.
func (d *Duty) Enter(row string, f Figures) {
	d.Count(row+"projects", f.Projects)
	d.Count(row+"sessions", f.Sessions)
	d.Count(row+"person_times", f.Times)
	d.Count(row+"households", f.Households)
	d.Count(row+"honourees_joined", f.People)
	d.Amount(row+"funds_union", f.Union)
	d.Amount(row+"funds_social", f.Social)
}

// Count enters a number that is not 0; what is 0 stays empty.
func (d *Duty) Count(cell string, n int) {
	if n != 0 {
		d.Cells[cell] = strconv.Itoa(n)
	}
}

// Amount enters money in 万元.
func (d *Duty) Amount(cell string, x float64) {
	if x != 0 {
		d.Cells[cell] = strconv.FormatFloat(x, 'f', 2, 64)
	}
}

// Differ lets a few reports say more than the ledger: a list that came in too
// late to be recorded.
func (d *Duty) Differ(dice Die, shown map[string]string) {
	if !dice.Chance(.025) {
		return
	}
	for _, w := range d.Debtor.Lines {
		cell := "figures/" + w.Line + "/person_times"
		if n, err := strconv.Atoi(shown[cell]); err == nil && n > 0 {
			d.Cells[cell], d.Reasons[cell] = strconv.Itoa(n+dice.Between(4, 20)), paper.Reason{ID: "other", Note: "有一场活动的签到表下月才补录。"}
			return
		}
	}
}

// TooMany makes one number of a report ten times too large, as a finger that
// slips does; what the ledger says instead is told beside it.
func (d *Duty) TooMany(comment string) func() *Flaw {
	return func() *Flaw {
		for _, measure := range []string{"person_times", "households", "projects"} {
			for _, w := range d.Debtor.Lines {
				cell := "figures/" + w.Line + "/" + measure
				right, typed := d.Cells[cell]
				if !typed {
					right = d.shown[cell]
				}
				if right == "" {
					continue
				}
				if d.Cells[cell] = right + "0"; !typed {
					d.Reasons[cell] = paper.Reason{ID: "not_recorded"}
				}
				if measure != "person_times" {
					comment = "这个数约为上月的十倍，是否多录一位？请核对。"
				}
				return &Flaw{Cell: cell, Right: right, Comment: comment}
			}
		}
		return nil
	}
}

// Thin leaves a cell too thin to be of use.
func (d *Duty) Thin(cell, comment string) func() *Flaw {
	return func() *Flaw {
		right := d.Cells[cell]
		d.Cells[cell] = "已按要求完成。"
		return &Flaw{Cell: cell, Right: right, Comment: comment}
	}
}
