package errors

func New(text string) error
func Is(err, target error) bool
func As(err error, target any) bool
func Join(errs ...error) error
func Unwrap(err error) error

var ErrUnsupported error

func AsType[E error](err error) (E, bool) {
	var target E
	if As(err, &target) {
		return target, true
	}
	var zero E
	return zero, false
}
