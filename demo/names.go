package demo

import "fmt"

var (
	surnames = []rune("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕")
	firsts   = []rune("建志海春雪玉晓文立永秋庆宝俊明德新国红艳丽淑桂彦瑞振东向云凤")
	seconds  = []rune("峰强平霞梅兰伟涛勇军芳英娟杰超辉斌鹏飞玲敏静洁磊刚毅辰岩松柏")
)

// Names hands out invented names and numbers, each once.
type Names struct {
	given  map[string]bool
	phones int // the last one given
}

// NewNames returns names of which nobody invented bears those that a plan
// names, with telephone numbers from first on.
func NewNames(taken []string, first int) *Names {
	n := &Names{map[string]bool{}, first}
	for _, name := range taken {
		n.given[name] = true
	}
	return n
}

// Name draws a name that nobody bears yet.
func (n *Names) Name(d Die) string {
	for {
		name := string([]rune{Pick(d, surnames), Pick(d, firsts), Pick(d, seconds)})
		if !n.given[name] {
			n.given[name] = true
			return name
		}
	}
}

// phone returns the next number; numbers that begin with 100 are nobody's.
func (n *Names) phone() string {
	n.phones++
	return fmt.Sprintf("100%08d", n.phones)
}
