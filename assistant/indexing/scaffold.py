"""Words that build a question without saying what it is about. Nothing here knows any report."""

from __future__ import annotations

from typing import Final

SCAFFOLD: Final = frozenset(
    """about above across action actions actually add added adds advice advise advised advises afterwards against aim aims all alphabetical already
    also altogether among amount another anyway anywhere apart appear appears applied applies apply area areas aren't arrange arranged ask
    asked asks associated attach attached attribute attributed attributes audit author authors available away back bad banner base based
    basically bear bears beforehand begin begins behind belong belongs below beneath between beyond big bigger biggest bit bits boss both
    bother bothered box boxed boxes break breakdown brief briefing briefly bring brings broad broaden broken bucket buckets building built
    bulk bullet bullets call called calls came can't carries carry case categories category certain chapter chapters check checking cheers
    chunk cite cited cites city cluster colleague collect collected collection come comes coming commission commissioned compare compared
    comparison complete comprise comprises concentrated concern concerning concerns conclude concluded conclusion conclusions contain
    contained contains content contribute contributed contributes contribution contributions cool correct corresponding could couldn't
    councillor count counts couple cover covered covers credit credited credits curious currently date dated dates deal dealing deals dealt
    dedicated define defining demand demands derive derived derives describe described detail details devoted didn't differ difference
    different digest director dissertation distinct distributed distribution dive diverge do document document's doesn't doing dominate
    dominates don't done down draw drawn drop dump each earlier eight either else elsewhere emerge emerged employ employed entire entries
    entry enumerate epigraph essay event every everybody everyone everything evidence exactly example examples excel except exclude
    excluding exist existing exists fall falls far feature featured features fed feed feeds fell fetch few fewer fewest figure figures filed
    filter filtering find finding findings finish first five flavour focus following footnote foreword forward found four frequencies
    frequency friday front full fullest gave get gist give go gone got grand great greatest group grouped grouping groupings groups guidance
    hand happen happened happening happens haven't headed heading headings hear heaviest held hello here hey hi highest highlighted hiya
    hold holds hope hoped hoping hunting hurry i'd i'll i'm i've idea ideas identify ignore include included includes including initiative
    initiatives input insist instance instances interested intro introduce introduced introduction invite isn't issue issued item items
    itself just key kindly kinds know label labelled labels land lands large largest last lately later lead leads learned learning learnt
    least leave leaving led left length less lessons life lightest like lines link linked links lion lion's list little local long longer
    longest look looking lot lovely lowest made main majority make makes making manager many marked maybe mean meant measure measures
    meeting mention mentioned mentions message messages method methodology methods minute minutes monday more morning most motto name need
    needs new next nine nothing number numbers nutshell offer offered offers often ok okay old one only opening order organised organized
    origin originate originated originates other outline outnumber outnumbers outside overall page pandemic paper paragraph part particular
    parts passage passages people per perhaps pertain pick picks piece pieces pillar pillars place places planning please point points post
    practice precisely predominate preface present presented presents previous printed produce produced produces product productive project
    projects proposal proposals propose proposed proposes provide provided publication pull purpose put quantity quick quickly quotation
    quote quoted rank rather raw read real really reason reasons rec receive received receives recommend recommendation recommendations
    recommended recommends recs reel regard regarding regards relate related relates relies rely remain remaining remains remark remove
    report report's reports request requested require required research reserved respect respective responsible rest rests result results
    right roughly row rows run rundown said same sample say scarcest scheme schemes second section sections see seem seemed seems send
    sentence sentences set set-up setting setup seven several shape share short shorter shortest shouldn't show showcase showcased shown
    side sides simply since single sit sits six size skip slice slide slogan smallest somewhere sort sorted source sources speak specific
    split stand standing stands start state stated states stem stems still stories story strand strands strip stripped stripping structure
    structured studies study stuff subject successive suggest suggested suggestion suggestions suggests sum summaries summarise summarised
    summarises summary supplied supply support supported supports survey surveyed ta tag tagged take taken talk tally team team's tell tells
    ten term terms text thank thanks that's theirs theme theme's themes themselves there there's they've thing things think thinking
    thinnest third three through thursday tips titled together told tomorrow took top topic total tour town towns trace traced traces
    tracker treasurer tried true trustee try trying turn turns two type types under underpin underpins unique up urge urged urges us use
    used uses value values various versus walk want wanted wants warning wasn't way ways we're weed weigh went weren't whatever whatsoever
    wherever whichever who's whole widen wise within won't wonder wondering word wording words work worked working works workshop wouldn't
    write written wrong wrote yes yet""".split()
)
