package change

import (
	"reflect"
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/playbook/award"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
)

// leaf reports whether a value is told as a whole.
func (f field) leaf(v reflect.Value) bool {
	switch v.Interface().(type) {
	case calendar.Date, calendar.Rule, calendar.Span, *calendar.Rule, award.Number, award.Again, *register.Source, *register.Rows:
		return true
	}
	switch v.Kind() {
	case reflect.Struct, reflect.Slice:
		return false
	case reflect.Pointer:
		return v.IsNil()
	}
	return true
}

// say puts a value into words, as its playbook names things.
func (c *comparison) say(f field, pb *playbook.Playbook, v reflect.Value) text {
	switch x := v.Interface().(type) {
	case calendar.Date:
		return date(x)
	case calendar.Span:
		if x.N == 0 {
			return text{}
		}
		return text{x.Chinese(), x.English()}
	case calendar.Rule:
		if x.IsZero() {
			return text{}
		}
		return text{x.Chinese(), x.English()}
	case *calendar.Rule:
		if x == nil {
			return text{"无期限", "no deadline"}
		}
		return text{x.Chinese(), x.English()}
	case award.Number:
		return number(x)
	case award.Again:
		return again(x)
	}
	if said, ok := c.sayLedger(f, pb, v); ok {
		return said
	}
	switch v.Kind() {
	case reflect.Bool:
		return map[bool]text{true: {"是", "yes"}, false: {"否", "no"}}[v.Bool()]
	case reflect.Slice:
		return c.list(f, pb, v)
	case reflect.Struct:
		return c.whole(pb, v)
	case reflect.Pointer:
		switch words := plain(v); {
		case v.IsNil():
			return text{}
		case words != "":
			return text{words, words}
		}
		return c.say(f, pb, v.Elem())
	}
	return f.name(pb, v)
}

// plain returns the text of what prints itself, "" for what does not.
func plain(v reflect.Value) string {
	if s, ok := v.Interface().(interface{ String() string }); ok {
		return s.String()
	}
	return ""
}

// name puts a word, a number or the id of something into words.
func (f field) name(pb *playbook.Playbook, v reflect.Value) text {
	if v.CanInt() {
		if v.Int() == 0 {
			return text{}
		}
		n := strconv.FormatInt(v.Int(), 10)
		return text{n, n}
	}
	word := v.String()
	if t, ok := wordsOf[v.Type().Name()+"."+word]; ok {
		return t
	}
	if f.names != nil && word != "" {
		return f.names(pb, word).or(text{word, word})
	}
	return text{word, word}
}

func (c *comparison) list(f field, pb *playbook.Playbook, v reflect.Value) (out text) {
	for i := range v.Len() {
		one := c.say(f, pb, v.Index(i))
		if i > 0 {
			one = text{"、", ", "}.then(text{}, one)
		}
		out = out.then(text{}, one)
	}
	return out
}

// whole tells every field of a part that has something in it.
func (c *comparison) whole(pb *playbook.Playbook, v reflect.Value) (out text) {
	t := v.Type()
	c.enter(v)
	for i := range t.NumField() {
		f := vocabulary()[nameOf(t)+"."+t.Field(i).Name]
		if f.key == "" || v.Field(i).IsZero() {
			continue
		}
		one := c.say(f, pb, v.Field(i))
		if v.Field(i).Kind() == reflect.Bool {
			one = f.label
		}
		if out.chinese != "" {
			one = text{"，", ", "}.then(text{}, one)
		}
		out = out.then(text{}, one)
	}
	return out
}

// called names a part that came or went, with what matters most of it.
func (c *comparison) called(f field, pb *playbook.Playbook, v reflect.Value) text {
	if !named(v.Type()) || idOf(v) == "" {
		return c.whole(pb, v)
	}
	out := titleOf(v, f)
	if o, ok := v.Interface().(playbook.Obligation); ok {
		due := c.say(vocabulary()["Obligation.Due"], pb, reflect.ValueOf(o.Due))
		out = out.then(text{"，", ", "}, due)
	}
	return out
}

// titleOf is what people call a part: its title, name or label; an article or a
// reading is called by its number.
func titleOf(v reflect.Value, f field) text {
	switch x := v.Interface().(type) {
	case register.Use:
		return text{x.Title, x.Title}.or(text{registerName(locale.ZhCN, x.Register), registerName(locale.En, x.Register)})
	case playbook.Clause, playbook.Reading, playbook.Check:
		id := idOf(v)
		return f.noun().then(text{" ", " "}, text{id, id})
	case playbook.Post:
		return text{x.Title + strings.TrimSuffix(" "+x.Person, " "), x.Title + strings.TrimSuffix(" "+x.Person, " ")}
	}
	for _, key := range []string{"Title", "Name", "Label", "Says", "Message"} {
		if w := v.FieldByName(key); w.IsValid() && w.String() != "" {
			return text{w.String(), w.String()}
		}
	}
	return text{idOf(v), idOf(v)}
}

func date(d calendar.Date) text {
	if d.IsZero() {
		return text{}
	}
	return text{d.Chinese(), d.String()}
}

func number(n award.Number) text {
	least, most, share := strconv.Itoa(n.Least), strconv.Itoa(n.Most), strconv.Itoa(n.Percent)+"%"
	switch {
	case n.Open:
		return text{"若干，届时决定", "open, decided when the round comes"}
	case n.Percent > 0:
		return text{"参加的" + share, share + " of those who took part"}
	case n.Most == 0 && n.Least == 0:
		return text{}
	case n.Most == n.Least:
		return text{least + "个", least}
	case n.Most == 0:
		return text{"不少于" + least + "个", "at least " + least}
	case n.Least == 0:
		return text{"不超过" + most + "个", "at most " + most}
	}
	return text{least + "至" + most + "个", least + " to " + most}
}

func again(a award.Again) text {
	years := strconv.Itoa(a.Years)
	switch {
	case a.Never:
		return text{"不再授予", "never again"}
	case a.Years > 0:
		return text{years + "年后可以再得", "again after " + years + " years"}
	}
	return text{"可以再得", "may be held again"}
}
