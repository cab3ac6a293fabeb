package keten

import "codeberg.org/samenkracht/samenkracht/care/istandaard"

// halverwege is an allocation that begins and ends within months.
var halverwege = toewijzing(van("2026-03-10"), tot("2026-05-20"))

// proevenPeriode are the trials of lines against the product and the time of their allocation.
var proevenPeriode = []proef{
	{regel: "TR307", naam: "the month before", vooraf: rij(halverwege),
		fout: rij(eerder(van("2026-02-01"), tot("2026-02-28"))), goed: rij(eerder(van("2026-03-10")))},
	{regel: "TR307", naam: "the first of the month", vooraf: rij(halverwege),
		fout: rij(eerder(van("2026-03-09"))), goed: rij(eerder(van("2026-03-10"))),
		met: "TR387", omdat: "in the month in which the allocation begins its first day is the only one that is right"},
	{regel: "TR308", naam: "the month after", vooraf: rij(halverwege),
		fout: rij(declaratie("D1", "2026-06", regel323("R1"))),
		goed: rij(declaratie("D1", "2026-06", regel323("R1", van("2026-05-01"), tot("2026-05-20"))))},
	{regel: "TR308", naam: "the last of the month", vooraf: rij(halverwege),
		fout: rij(declaratie("D1", "2026-05", regel323("R1", tot("2026-05-21")))),
		goed: rij(declaratie("D1", "2026-05", regel323("R1", tot("2026-05-20")))),
		met:  "TR388", omdat: "in the month in which the allocation ends its last day is the only one that is right"},
	{regel: "TR308", naam: "the latest version counts", vooraf: rij(toewijzing(), toewijzing(tot("2026-03-31"), gemaakt("2026-03-20", "10:00:00"))),
		fout: rij(later()), goed: rij(toewijzing(gemaakt("2026-03-20", "10:00:01")), later())},
	{regel: "TR308", naam: "an older version that comes late", vooraf: rij(toewijzing(tot("2026-03-31"), gemaakt("2026-03-20", "10:00:00"))),
		fout: rij(toewijzing(gemaakt("2026-03-20", "09:59:59")), later()), goed: rij(toewijzing(gemaakt("2026-03-20", "10:00:00")), later())},
	{regel: "TR308", naam: "an allocation without end", vooraf: rij(toewijzing()),
		fout: rij(declaratie("D1", "2027-01", regel323("R1"))), goed: rij(toewijzing(tot(""), gemaakt("2026-04-01", "10:00:00")), declaratie("D1", "2027-01", regel323("R1")))},
	{regel: "TR319", naam: "the next month", vooraf: rij(toewijzing()),
		fout: rij(eerder(van("2026-04-01"), tot("2026-04-30")).met(dagtekening("2026-05-01"))),
		goed: rij(later(van("2026-04-01"), tot("2026-04-30")).met(dagtekening("2026-05-01")))},
	{regel: "TR387", naam: "later than the first", vooraf: rij(toewijzing()),
		fout: rij(eerder(van("2026-03-02"))), goed: rij(eerder(van("2026-03-01")))},
	{regel: "TR387", naam: "later than the allocation", vooraf: rij(halverwege),
		fout: rij(eerder(van("2026-03-11"))), goed: rij(eerder(van("2026-03-10")))},
	{regel: "TR388", naam: "earlier than the last", vooraf: rij(toewijzing()),
		fout: rij(eerder(tot("2026-03-30"))), goed: rij(eerder(tot("2026-03-31")))},
	{regel: "TR388", naam: "earlier than the allocation", vooraf: rij(halverwege),
		fout: rij(declaratie("D1", "2026-05", regel323("R1", tot("2026-05-19")))),
		goed: rij(declaratie("D1", "2026-05", regel323("R1", tot("2026-05-20"))))},

	{regel: "TR339", naam: "another category", vooraf: rij(toewijzing(prod("A", ""), zonderMaat())),
		fout: rij(eerder(prod("B", "B1"))), goed: rij(eerder(prod("A", "A2")))},
	{regel: "TR339", naam: "no category", vooraf: rij(toewijzing(prod("A", ""), budget(100000))),
		fout: rij(eerder(prod("B", "B1"))), goed: rij(toewijzing(nr(2), zonderProduct(), budget(100000)), eerder(nr(2), prod("B", "B1")))},
	{regel: "TR340", naam: "another code", vooraf: rij(toewijzing()),
		fout: rij(eerder(prod("A", "A2"))), goed: rij(eerder(prod("A", "A1")))},
	{regel: "TR384", naam: "a removed allocation", vooraf: rij(toewijzing()),
		fout: rij(verwijdering(), eerder(tot("2026-03-01"))), goed: rij(verwijdering(reden("02")), eerder(tot("2026-03-01")))},
	{regel: "TR384", naam: "it was allocated again", vooraf: rij(toewijzing(), verwijdering()),
		fout: rij(eerder(tot("2026-03-01"))), goed: rij(toewijzing(gemaakt("2026-06-02", "10:00:00")), eerder())},
	{regel: "TR384", naam: "a credit line", vooraf: rij(toewijzing(), toewijzing(nr(2)), eerder(), toewijzing(tot("2026-03-15"), gemaakt("2026-04-02", "10:00:00"))),
		fout: rij(verwijdering(nr(2)), later(nr(2), van("2026-03-01"), tot("2026-03-01"))),
		goed: rij(terug(regel323("R3", inMaart(), tot("2026-03-15"))))},
	{regel: "TR341", naam: "another unit", vooraf: rij(toewijzing()),
		fout: rij(eerder(per("14"))), goed: rij(eerder(per("04")))},
	{regel: "TR341", naam: "minutes for hours", vooraf: rij(toewijzing()),
		fout: rij(eerder(per("16"))), goed: rij(eerder(per("01"), volume(600), tarief(67)))},
	{regel: "TR341", naam: "not hours for minutes", vooraf: rij(toewijzing(hoeveel(600, "01", "4"))),
		fout: rij(eerder(per("04"))), goed: rij(eerder(per("01")))},
	{regel: "TR341", naam: "outside the allocation it is told too", vooraf: rij(halverwege),
		fout: rij(eerder(van("2026-02-01"), tot("2026-02-28"), per("14"))), goed: rij(eerder(van("2026-03-10"))),
		met: "TR307", omdat: "the trial is of both"},
}

// huishouden is help in the household: ten weeks of three hours.
var huishouden = toewijzing(prod("01", "01001"), hoeveel(3, "04", "2"), van("2026-03-01"), tot("2026-05-09"))

// hulp is a line of that help.
func hulp(referentie string, uren int64, o ...optie) optie {
	return regel323(referentie, append([]optie{prod("01", "01001"), volume(uren)}, o...)...)
}

// proevenVolume are the trials of how much is claimed.
var proevenVolume = []proef{
	{regel: "TR321", naam: "per month", vooraf: rij(toewijzing()), fout: rij(eerder(volume(11))), goed: rij(eerder(volume(10)))},
	{regel: "TR321", naam: "per month in a part of it", vooraf: rij(toewijzing(van("2026-03-30"))),
		fout: rij(eerder(van("2026-03-30"), volume(11))), goed: rij(eerder(van("2026-03-30"), volume(10)))},
	{regel: "TR321", naam: "per day", vooraf: rij(toewijzing(hoeveel(2, "04", "1"))), fout: rij(eerder(volume(63))), goed: rij(eerder(volume(62)))},
	{regel: "TR321", naam: "per week that is touched", vooraf: rij(toewijzing(hoeveel(2, "04", "2"))), fout: rij(eerder(volume(13))), goed: rij(eerder(volume(12)))},
	{regel: "TR321", naam: "per Sunday of output", vooraf: rij(toewijzing(hoeveel(100, "83", "2"))), fout: rij(eerder(euro(501))), goed: rij(eerder(euro(500)))},
	{regel: "TR321", naam: "hours in minutes", vooraf: rij(toewijzing()),
		fout: rij(eerder(per("01"), volume(601), tarief(67))), goed: rij(eerder(per("01"), volume(600), tarief(67)))},
	{regel: "TR321", naam: "six weeks of help in the household", wet: istandaard.IWmo, vooraf: rij(huishouden),
		fout: rij(declaratie("D1", "2026-04", hulp("R1", 19))), goed: rij(declaratie("D1", "2026-04", hulp("R1", 18)))},
	{regel: "TR321", naam: "five weeks of other support", vooraf: rij(toewijzing(hoeveel(3, "04", "2"))),
		fout: rij(later(volume(16))), goed: rij(later(volume(15)))},

	{regel: "TR322", naam: "a total", vooraf: rij(totaal10, eerder()), fout: rij(later(volume(6))), goed: rij(later(volume(5)))},
	{regel: "TR322", naam: "a refused line does not count", vooraf: rij(totaal10),
		fout: rij(eerder(), later(volume(10))), goed: rij(eerder().afgekeurd("9321", deRegel...), later(volume(10)))},
	{regel: "TR322", naam: "a claim refused as a whole does not count", vooraf: rij(totaal10),
		fout: rij(eerder(), later(volume(10))), goed: rij(eerder().afgekeurd("8214", "Declaratie"), later(volume(10)))},
	{regel: "TR322", naam: "a line that waits counts", vooraf: rij(totaal10, eerder().zonderAntwoord()),
		fout: rij(later(volume(6))), goed: rij(later(volume(5)))},
	{regel: "TR322", naam: "a credited line does not count", vooraf: rij(totaal10, eerder()),
		fout: rij(declaratie("D2", "2026-04", regel323("R2", volume(10)))),
		goed: rij(terug(regel323("R3", volume(10))))},
	{regel: "TR322", naam: "hours and minutes together", vooraf: rij(totaal10, eerder(per("01"), volume(30), tarief(67)), later(per("01"), volume(30), tarief(67))),
		fout: rij(declaratie("D3", "2026-05", regel323("R3", per("01"), volume(541), tarief(67)))),
		goed: rij(declaratie("D3", "2026-05", regel323("R3", volume(9))))},
	{regel: "TR322", naam: "all weeks of help in the household", wet: istandaard.IWmo,
		vooraf: rij(huishouden, declaratie("D1", "2026-03", hulp("R1", 18))),
		fout:   rij(declaratie("D2", "2026-04", hulp("R2", 16))), goed: rij(declaratie("D2", "2026-04", hulp("R2", 15)))},
	{regel: "TR322", naam: "the weeks that two months share count once", vooraf: rij(toewijzing(hoeveel(3, "04", "2"), van("2026-03-02"), tot("2026-04-30")), eerder(van("2026-03-02"), volume(15))),
		fout: rij(later(volume(13))), goed: rij(later(volume(12)))},
	{regel: "TR322", naam: "the total became larger", vooraf: rij(totaal10, eerder()),
		fout: rij(later(volume(6))), goed: rij(toewijzing(hoeveel(11, "04", "6"), gemaakt("2026-04-01", "10:00:00")), later(volume(6)))},

	{regel: "TR369", naam: "one line", vooraf: rij(metBudget),
		fout: rij(eerder(volume(1), tarief(100001))), goed: rij(eerder(volume(1), tarief(100000)))},
	{regel: "TR369", naam: "all lines", vooraf: rij(metBudget, eerder(volume(1), tarief(60000))),
		fout: rij(later(volume(1), tarief(40001))), goed: rij(later(volume(1), tarief(40000)))},
	{regel: "TR369", naam: "in euros, without a product", vooraf: rij(generiek, eerder(euro(60000))),
		fout: rij(later(euro(40001))), goed: rij(later(euro(40000)))},
	{regel: "TR369", naam: "a refused line does not count", vooraf: rij(metBudget),
		fout: rij(eerder(euro(60000)), later(euro(40001))), goed: rij(eerder(euro(60000)).afgekeurd("9321", deRegel...), later(euro(100000)))},
	{regel: "TR369", naam: "a credited line does not count", vooraf: rij(metBudget, eerder(euro(60000))),
		fout: rij(later(euro(40001))),
		goed: rij(declaratie("D2", "2026-04", regel323("R2", inMaart(), euro(60000), credit("R1")), regel323("R3", euro(100000))))},
}
