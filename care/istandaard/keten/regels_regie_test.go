package keten

// What the trials of start and stop messages begin with: an allocation, a delivery that runs, pauses or ended.
var (
	lopend   = rij(toewijzing(), start())
	pauze    = rij(toewijzing(), start(), stop(reden("20")))
	gestopt  = rij(toewijzing(), start(), stop())
	herstart = start(van("2026-08-01"))
)

var proeven305 = []proef{
	{regel: "TR019", naam: "no such number", vooraf: rij(toewijzing()), fout: rij(start(nr(2))), goed: rij(start(nr(1)))},
	{regel: "TR019", naam: "another client", vooraf: rij(toewijzing(), toewijzing(nr(2), voor(bsn2))),
		fout: rij(start(voor(bsn2))), goed: rij(start(voor(bsn2), nr(2)))},
	{regel: "TR019", naam: "another provider", vooraf: rij(toewijzing(), toewijzing(nr(2), door(aanbieder2))),
		fout: rij(start(door(aanbieder2))), goed: rij(start(door(aanbieder2), nr(2)))},
	{regel: "TR019", naam: "another municipality", vooraf: rij(toewijzing()), fout: rij(start(bij(gemeente2))), goed: rij(start())},
	{regel: "TR019", naam: "a removed allocation", vooraf: rij(toewijzing()),
		fout: rij(verwijdering(), start()), goed: rij(verwijdering(reden("02")), start())},
	{regel: "TR019", naam: "another product", vooraf: rij(toewijzing()),
		fout: rij(start(prod("A", "A2"))), goed: rij(start(prod("A", "A1")))},
	{regel: "TR019", naam: "a product within a category", vooraf: rij(toewijzing(prod("A", ""), zonderMaat())),
		fout: rij(start(prod("B", "B1"))), goed: rij(start(prod("A", "A2")))},
	{regel: "TR019", naam: "a task has a product", vooraf: rij(toewijzing()),
		fout: rij(start(zonderNummer())), goed: rij(start(zonderNummer(), prod("A", "A1")))},

	{regel: "TR063", naam: "no start", vooraf: rij(toewijzing()), fout: rij(start(weg())), goed: rij(start(), start(weg()))},
	{regel: "TR063", naam: "another first day", vooraf: lopend,
		fout: rij(start(weg(), van("2026-03-02"))), goed: rij(start(weg(), van("2026-03-01")))},
	{regel: "TR063", naam: "another product", vooraf: lopend,
		fout: rij(start(weg(), prod("A", "A1"))), goed: rij(start(weg(), zonderProduct()))},
	{regel: "TR063", naam: "it was taken back before", vooraf: append(lopend, start(weg())),
		fout: rij(start(weg())), goed: rij(start(), start(weg()))},
	{regel: "TR063", naam: "the start of another provider", vooraf: rij(toewijzing(), start(), toewijzing(nr(2), door(aanbieder2)), start(nr(2), door(aanbieder2))),
		fout: rij(start(weg(), door(aanbieder2))), goed: rij(start(weg(), nr(2), door(aanbieder2)))},
	{regel: "TR063", naam: "a refused start", vooraf: rij(toewijzing()),
		fout: rij(start().afgekeurd("9326", "Client", "StartProducten", "StartProduct"), start(weg())), goed: rij(start(), start(weg()))},
	{regel: "TR063", naam: "only the key counts", vooraf: append(lopend, verwijdering()),
		fout: rij(start(weg(), voor(bsn2))), goed: rij(start(weg()))},

	{regel: "TR071", naam: "a stop came", vooraf: gestopt,
		fout: rij(start(weg())), goed: rij(stop(weg()), start(weg()))},
	{regel: "TR071", naam: "a pause too", vooraf: pauze,
		fout: rij(start(weg())), goed: rij(stop(weg(), reden("20")), start(weg()))},
	{regel: "TR071", naam: "the delivery after it runs", vooraf: append(gestopt, herstart),
		fout: rij(start(weg())), goed: rij(start(weg(), van("2026-08-01")))},
	{regel: "TR071", naam: "the stop was refused", vooraf: lopend,
		fout: rij(stop(), start(weg())), goed: rij(stop().afgekeurd("9415", "Client", "StopProducten", "StopProduct"), start(weg()))},

	{regel: "TR074", naam: "the same first day", vooraf: gestopt,
		fout: rij(start()), goed: rij(start(van("2026-03-02")))},
	{regel: "TR074", naam: "it was taken back", vooraf: lopend,
		fout: rij(stop(), start()), goed: rij(start(weg()), start())},
	{regel: "TR074", naam: "of a task", vooraf: rij(start(zonderNummer(), prod("A", "A1")), stop(zonderNummer(), prod("A", "A1"))),
		fout: rij(start(zonderNummer(), prod("A", "A1"))), goed: rij(start(zonderNummer(), prod("A", "A1"), van("2026-03-02")))},

	{regel: "TR326", naam: "it runs", vooraf: lopend,
		fout: rij(herstart), goed: rij(stop(), herstart)},
	{regel: "TR326", naam: "after a pause", vooraf: lopend,
		fout: rij(herstart), goed: rij(stop(reden("20")), herstart)},
	{regel: "TR326", naam: "after it was taken back", vooraf: lopend,
		fout: rij(herstart), goed: rij(start(weg()), herstart)},
	{regel: "TR326", naam: "in one message", vooraf: lopend,
		fout: rij(start(van("2026-03-09"))), goed: rij(start(van("2026-03-09"), en(weg())), start(van("2026-03-10"), en(van("2026-03-09"), weg())))},
	{regel: "TR326", naam: "the stop was taken back", vooraf: gestopt,
		fout: rij(stop(weg()), herstart), goed: rij(herstart)},
	{regel: "TR326", naam: "once for each allocation", vooraf: rij(toewijzing(prod("A", ""), zonderMaat()), toewijzing(prod("B", "B1"), nr(2)), start(prod("A", "A1"))),
		fout: rij(start(prod("A", "A2"), van("2026-03-02"))), goed: rij(start(nr(2), van("2026-03-02")))},
	{regel: "TR326", naam: "a task for each product and client", vooraf: rij(start(zonderNummer(), prod("A", "A1"))),
		fout: rij(start(zonderNummer(), prod("A", "A1"), van("2026-03-02"))),
		goed: rij(start(zonderNummer(), prod("A", "A2"), van("2026-03-02")), start(zonderNummer(), prod("A", "A1"), voor(bsn2)),
			start(zonderNummer(), prod("A", "A1"), door(aanbieder2)))},
}

var proeven307 = []proef{
	{regel: "TR019", naam: "a stop of no such number", vooraf: lopend, fout: rij(stop(nr(2))), goed: rij(stop(nr(1)))},
	{regel: "TR019", naam: "a stop of a removed allocation", vooraf: lopend, fout: rij(verwijdering(), stop()), goed: rij(stop(), verwijdering())},
	{regel: "TR019", naam: "a stop without number or product", vooraf: lopend, fout: rij(stop(zonderNummer())), goed: rij(stop())},

	{regel: "TR063", naam: "no stop", vooraf: lopend, fout: rij(stop(weg())), goed: rij(stop(), stop(weg()))},
	{regel: "TR063", naam: "a stop with another reason", vooraf: gestopt, fout: rij(stop(weg(), reden("36"))), goed: rij(stop(weg()))},
	{regel: "TR063", naam: "a stop on another day", vooraf: gestopt, fout: rij(stop(weg(), tot("2026-06-29"))), goed: rij(stop(weg()))},
	{regel: "TR063", naam: "a stop of another delivery", vooraf: append(gestopt, start(van("2026-06-30"))),
		fout: rij(stop(weg(), van("2026-06-30"))), goed: rij(stop(weg()))},
	{regel: "TR063", naam: "a stop that was taken back before", vooraf: append(gestopt, stop(weg())), fout: rij(stop(weg())), goed: rij(stop(), stop(weg()))},

	{regel: "TR074", naam: "a final stop again", vooraf: gestopt, fout: rij(stop()), goed: rij(stop(weg()), stop()),
		met: "TR415", omdat: "the stop that has the key is final already"},
	{regel: "TR074", naam: "a pause again", vooraf: pauze, fout: rij(stop(reden("20"))), goed: rij(stop(reden("02"))),
		met: "TR413", omdat: "the stop that has the key is a pause already"},

	{regel: "TR382", naam: "no start", vooraf: rij(toewijzing()), fout: rij(stop()), goed: rij(start(), stop())},
	{regel: "TR382", naam: "another first day", vooraf: lopend, fout: rij(stop(van("2026-03-02"))), goed: rij(stop(van("2026-03-01")))},
	{regel: "TR382", naam: "another product", vooraf: lopend, fout: rij(stop(prod("A", "A1"))), goed: rij(stop(zonderProduct()))},
	{regel: "TR382", naam: "the start was taken back", vooraf: lopend, fout: rij(start(weg()), stop()), goed: rij(stop())},
	{regel: "TR382", naam: "a task", vooraf: rij(start(zonderNummer(), prod("A", "A1"))),
		fout: rij(stop(zonderNummer(), prod("A", "A2"))), goed: rij(stop(zonderNummer(), prod("A", "A1")))},

	{regel: "TR413", naam: "a second pause", vooraf: pauze,
		fout: rij(stop(reden("20"), tot("2026-07-01"))), goed: rij(stop(tot("2026-07-01")))},
	{regel: "TR413", naam: "after a restart", vooraf: pauze,
		fout: rij(stop(reden("20"), tot("2026-09-30"))), goed: rij(herstart, stop(van("2026-08-01"), reden("20"), tot("2026-09-30")))},
	{regel: "TR413", naam: "corrected in one message", vooraf: pauze,
		fout: rij(stop(reden("20"), tot("2026-07-01"))),
		goed: rij(stop(reden("20"), weg(), en(reden("20"), tot("2026-06-29"))), stop(reden("20"), tot("2026-07-01"), en(reden("20"), tot("2026-06-29"), weg())))},

	{regel: "TR414", naam: "before the pause", vooraf: pauze,
		fout: rij(stop(tot("2026-06-29"))), goed: rij(stop(tot("2026-06-30")))},
	{regel: "TR414", naam: "the pause was taken back", vooraf: pauze,
		fout: rij(stop(tot("2026-06-29"))), goed: rij(stop(tot("2026-06-29"), en(reden("20"), weg())))},

	{regel: "TR415", naam: "a second final stop", vooraf: gestopt,
		fout: rij(stop(reden("36"))), goed: rij(stop(weg()), stop(reden("36")))},
	{regel: "TR415", naam: "a pause after it", vooraf: gestopt,
		fout: rij(stop(reden("20"), tot("2026-07-01"))), goed: rij(herstart, stop(van("2026-08-01"), reden("20"), tot("2026-09-30")))},
	{regel: "TR415", naam: "corrected in one message, what goes first", vooraf: gestopt,
		fout: rij(stop(reden("36"))), goed: rij(stop(weg(), en(reden("36"))))},
	{regel: "TR415", naam: "corrected in one message, what goes last", vooraf: gestopt,
		fout: rij(stop(reden("36"))), goed: rij(stop(reden("36"), tot("2026-05-31"), en(weg())))},
}
