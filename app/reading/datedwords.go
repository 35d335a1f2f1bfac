package reading

// The word lists by which a date in running text is told from a number or a
// name.

var (
	// dateWords begin a dated expression, besides digits.
	dateWords = func() map[string]bool {
		set := words(`between Between entre Entre janv févr avr juil déc`)
		for form := range monthForms {
			set[form] = true
		}
		for word := range relativeWords {
			set[word] = true
		}
		return set
	}()

	// relativeWords end or begin an expression that counts from another day.
	relativeWords = words(`yesterday Yesterday hier Hier last Last this This later earlier day`)

	datedArticles = words("the a an this that its his her their le la les l")
	sentenceLeads = words("In En")

	// monthOnly stand before a month and never before a day: "in May 20 men".
	monthOnly = words("in during throughout early late mid en")

	monthLeads = words(`in since until till by during throughout from through before after between on last this next early late mid en depuis dès jusqu
		courant start end`)
	// looseLeads stand before people too: "after May resigned".
	looseLeads = words("by after before until till from through on last this next between")

	yearLeads = words(`in since until till by during throughout from through before after between early late mid circa en depuis avant après around`)
	// firmLeads stand before years and hardly before a count.
	firmLeads = words("in since during until till en depuis")

	// reportLeads begin an aside that dates a report, not what the sentence says.
	reportLeads = words("according see cf. cf voir selon per")

	plannedWords = words("scheduled planned set due slated expected")
	// accountWords stand before "for" and the month they account for.
	accountWords     = words("paid figures data numbers results forecast wages budget")
	attributiveLeads = words("the a an its his her their this that first second third last")

	// functionWords follow a date without being counted by it.
	functionWords = words(`and or but in on at by for from to of as is was were are had has have when while after before during until with without
		against near that which who the a an it they he she there this these his her its their will would could may might not no nor so than then
		both all only also still already nearly over under between because although though where following nobody everyone some many most several more including et ou le la les un une à
		il ils elle mais pour par dans sur se s`)
	clockWords = words("hours GMT UTC local EST CET Hours rue")

	// namedBodies are named after days; namedForces only where no "on" stands before.
	namedBodies = words(`Movement Movements Mouvement Square Street Avenue Boulevard Bridge Brigade Brigades Regiment Battalion Organization Organisation Revolution
		Committee Airport Stadium University Martyrs Front Group Youth Barracks Hospital Club Operation`)
	namedForces = words("Forces Army Alliance Coalition Party Division Corps Unit Camp")
	namedDays   = map[date]bool{{month: 9, day: 11}: true, {month: 10, day: 7}: true, {month: 1, day: 6}: true}
	attackWords = words("attack attacks attackers terrorist massacre riot riots insurrection assault hijackings hamas")

	// eventNouns can be dated by a month or a year before them.
	eventNouns = words(`coup coups war wars election elections massacre attack attacks uprising offensive offensives rebellion operation operations
		ambush raid raids strike strikes bombing bombings agreement ceasefire truce treaty accord deal pact vote referendum summit meeting talks visit
		withdrawal invasion crisis mutiny revolution protests protest battle siege clashes fighting explosion crash shooting assassination kidnapping
		killing killings earthquake floods flood drought census budget exercise exercises campaign report reports statement interview speech video
		videos declaration decree ban convention congress conference escalation incident incidents events violence peak`)
)
