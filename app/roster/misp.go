package roster

// parseMISP reads the values of a MISP galaxy cluster: each has its name in
// "value", a description, and synonyms in "meta". Countries and addresses are
// not names and stay out.
func parseMISP(b *builder, line int, clusters string) error {
	return elements(clusters, line, func(line int, value string) error {
		e := &entry{row: Row{Line: line}}
		if value[0] != '{' {
			e.row.Problem = ProblemNotActor
		} else {
			_ = members(value, line, func(key string, _ int, value string) error {
				e.setMISP(b, key, value)
				return nil
			})
		}
		_, err := b.add(e)
		return err
	})
}

func (e *entry) setMISP(b *builder, key, value string) {
	switch {
	case key == "value":
		e.setValue(fieldName, value)
	case key == "description":
		e.setValue(fieldSummary, value)
	case key == "uuid":
		e.setValue(fieldUUID, value)
	case key == "meta" && value[0] == '{':
		_ = members(value, 0, func(key string, _ int, value string) error {
			if key == "synonyms" || key == "aliases" {
				e.setValue(fieldAliases, value)
			} else {
				b.ignore(key)
			}
			return nil
		})
	default:
		b.ignore(key)
	}
}
