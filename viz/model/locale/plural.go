package locale

// plural is one of the plural forms of CLDR.
type plural uint8

const (
	other plural = iota
	zero
	one
	two
	few
	many
)

var pluralNames = [...]string{other: "other", zero: "zero", one: "one", two: "two", few: "few", many: "many"}

// pluralRules say which form a language has for a number n ≥ 0: of things, and
// of places in a line.
type pluralRules struct {
	cardinal, ordinal func(n int64) plural
}

var rules = map[string]pluralRules{
	"en": {oneOrOther, ordinalEnglish},
	"es": {oneOrOther, always},
	"ru": {cardinalRussian, always},
	"zh": {always, always},
}

func always(int64) plural { return other }

func oneOrOther(n int64) plural {
	if n == 1 {
		return one
	}
	return other
}

func ordinalEnglish(n int64) plural {
	if n/10%10 == 1 {
		return other
	}
	switch n % 10 {
	case 1:
		return one
	case 2:
		return two
	case 3:
		return few
	}
	return other
}

func cardinalRussian(n int64) plural {
	switch ten := n % 10; {
	case ten == 0 || ten >= 5 || n/10%10 == 1:
		return many
	case ten == 1:
		return one
	}
	return few
}
