"""English that asks: what kind of question, which kind of thing, which aspect. Nothing here knows any report."""

from __future__ import annotations

import re
from typing import Final


def _any(*alternatives: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(alternatives) + r")(?!\w)")


# The kinds of things a report lists. Order matters only where two begin at the same place.
KINDS: Final = {
    "recommendation": _any(
        r"recommendations?", r"recs?", r"suggestions?", r"proposals?", r"action points?", r"bullet points?", r"bullets?",
        r"(?:pieces? of )?advice", r"calls? (?:to|for) action", r"tips?", r"recommended \w+", r"to-?dos?", r"points of advice",
    ),
    "example": _any(
        r"examples?", r"case[- ]stud(?:y|ies)", r"cases?", r"(?:success |local )*stor(?:y|ies)(?: of (?:good|success|what worked)(?: (?:work|practice))?)?", r"illustrations?", r"showcases?",
        r"vignettes?", r"exemplars?", r"(?:local )?(?:projects|schemes|initiatives)", r"good practices?",
    ),
    "theme": _any(
        r"themes?", r"categor(?:y|ies)", r"chapters?", r"headings?", r"pillars?", r"strands?", r"groupings?", r"groups?(?= .{0,50}\b(?:sorted|grouped|divided|split|arranged|organi[sz]ed)\b)", r"buckets?",
        r"(?:main |broad |key )?areas?", r"sections?", r"(?:topic|subject) (?:areas?|groups?)",
    ),
    "source": _any(
        r"research (?:strands?|streams?|projects?|areas?)", r"stud(?:y|ies)", r"(?:underlying |research )papers?", r"research(?: (?:projects?|reports?|papers?|pieces?|exercises?))?", r"sources?", r"evidence base",
        r"(?:pieces?|bits?|lots) of (?:research|work|evidence)", r"investigations?", r"underlying (?:reports?|work)", r"research",
    ),
    "label": _any(r"labels?", r"tags?", r"sub-?headings?"),
}  # fmt: skip
# Nouns that mean recommendations only where a theme, source or label restricts them.
LOOSELY: Final = _any(
    r"asks?",
    r"measures?",
    r"items?",
    r"entr(?:y|ies)",
    r"points?",
    r"ideas?",
    r"steps?",
    r"guidance",
    r"things",
    r"stuff",
    r"content",
    r"contributions?",
    r"inputs?",
    r"demands?",
    r"what(?:'s| is| was| were| are)? (?:in|under|inside|there)",
    r"proposed",
    r"urged",
    r"pieces?",
    r"lot",
    r"everything",
    r"all of it",
    r"anything",
)
RECOMMENDS: Final = _any(
    r"recommend(?:s|ed|ing)?", r"suggest(?:s|ed)?", r"propos(?:e|es|ed)", r"advis(?:e|es|ed)", r"urg(?:e|es|ed)",
    r"call(?:s|ed)? for", r"ask(?:s|ed)? for", r"push(?:es|ed)? for", r"(?<!i )(?<!we )want(?:s|ed)?(?: to (?:see|happen))?(?! (?:an?|two|three|one|some|me|to know)\b)", r"come up with",
    r"came up with", r"put(?:s)? forward", r"(?<!i )should (?:be|we|they|the|happen|local|anyone)", r"ought", r"argue(?:s|d)? for", r"prescribe[sd]?", r"tells? us", r"says? to do", r"says? we should",
)  # fmt: skip
ACTS: Final = re.compile(
    r"\b(?:what|which|how|has|have|is|are|did|does)\b.*\b(?:has|have|is|are|did|does|been|already)\b.*\b(?:done|doing|taken|taking|acted|act|"
    r"put in place|put into practice|got(?:ten)? on with|got(?:ten)? going|changed anything|already doing|achieved|accomplished|made happen|set up|launched?|started?|begun|underway|under way|happening|progress|responded?|respond|working on|delivered|implemented)\b"
    r"|\bbeing (?:done|worked on|developed|built|set up|prepared|drawn up)\b|\bin (?:progress|the pipeline|the works)\b|\bunder development\b"
    r"|\b(?:has|have) (?:the |they |we |you )?(?:\w+ ){0,3}(?:actually |really |ever )?(?:done|started|begun|acted on) (?:anything|something|much|any)\b"
    r"|\b(?:actions?|steps?|measures|moves|progress) (?:\w+ ){0,3}(?:taken|made|done|so far|to date|already|underway|under way)\b"
    r"|\balready (?:been )?(?:happened|done|moving|happening|running|in hand|in place|under way|underway|started|begun)\b|\bachievements?\b|(?<!in )\bdeeds\b|\bwhat(?:'s| is| are) .{2,30} up to\b|\bwhat (?:has )?(?:followed|c[ao]me of|bec[ao]me of)\b"
    r"|\bwhat(?:'s| is) .{2,40}\b(?:doing|done|under way|underway)\b|\bwhat (?:the authority|the publisher|the organisation|they|you|we) (?:has done|is doing|did)\b|\bactions? (?:by|of|from) (?:the )?\w+\b"
)
# What the reader has done is no deed that the report tells of: "I've already got those".
OWN_DOING: Final = re.compile(r"\bi(?:'ve| have|'m| am|'d| had)(?: \w+){1,2}")
# "what has been done, not what it was advised to do"
NOT_ADVISED: Final = re.compile(
    r"(?:,|;|\bbut\b|–|-)?\s*\b(?:not|rather than|instead of|as opposed to|and not|never mind|forget(?:ting)?|ignor(?:e|ing)|regardless of|leaving aside|setting aside)\b.{0,40}\b(?:recommend|advis|propos|suggest|ask|told|urg)\w*(?: to)?(?: do)?"
)
COUNTS: Final = _any(
    r"how many",
    r"headcount",
    r"(?:number of|what number)",
    r"(?:what(?:'s| is) the )?count",
    r"total(?:s|led)?",
    r"tally",
    r"how numerous",
    r"in all\W*$",
    r"altogether",
    r"(?:share|proportion|percentage|fraction) of",
    r"what (?:quantity|size|share|proportion|percentage|fraction)",
    r"how (?:large|big|long|often)",
    r"(?:now )?count (?:up )?(?:what|those|them|the|all|every|its)",
    r"size of",
    r"add up to",
    r"no\. of",
    r"uses of",
)
COUNTED: Final = re.compile(
    r"\b(?:how many|number of|what number|no of|tally of|total)\b\W*(?:(?:of|the|those|these|them|different|specific|separate|such|other)\b\W*)*((?:\w+\W+){0,5}\w+)"
)
COUNTED_FREELY: Final = frozenset(
    "them those these times occasions are were is was come came do does did has have had would could will might should now then left remain in don't doesn't didn't aren't isn't weren't haven't hasn't from in under there belong fall sit land appear and that on by for can you they it stem stems derive derives originate originates comes goes sits exist relate concern carry to".split()
)
DOES: Final = re.compile(r"\bwhat (?:did|does|do|has|have|was|is) .{3,80}\b(?:contribut\w+|do|done|say|said|offer\w*|bring|brought|add\w*|role|part)\b")
EXHAUSTIVE: Final = _any(
    r"list",
    r"all(?! (?:this|it)\b)",
    r"every(?! (?:day|week|month|year|night|time)\b)",
    r"everything",
    r"each",
    r"enumerate",
    r"full list",
    r"complete",
    r"anything (?:at all )?(?:about|on|regarding|to do with|said|concerning)",
    r"wherever",
    r"(?:said|say|says|anything|mentioned) anywhere",
    r"what (?:have|has|do|does) (?:they|you|it|we) (?:got|have) (?:on|about)",
    r"(?:which|what) (?:bits?|parts?|passages?|sections?|pages?)(?: of (?:it|this|the report))? (?:mention|talk|speak|deal|concern|cover|refer|relate|touch|are about|bear)s?",
    r"in any place",
    r"the lot\W*$",
    r"(?:identify|point (?:me )?to|show|find|give me|mark|flag) (?:me )?(?:the |any |all )?(?:passages|parts|bits|places|sections)",
    r"gather",
    r"bring together",
    r"pull (?:together|out)",
    r"round ?up",
    r"what(?:'s| is) (?:in (?:here|it|this)|there) for",
    r"every mention",
    r"any mentions?",
    r"(?:material|passages?|references|mentions) (?:on|about|touching|to|of|dealing)",
)
COMPARES: Final = _any(
    r"compar(?:e|es|ed|ing|ison)", r"differ(?:s|ence|ences)?", r"(?:how|are|is|were|was|any|much|very|so|more) (?:\w+ ){0,3}different", r"different(?= (?:from|to|in|between|than|about)\b|\W*$)", r"versus", r"vs", r"(?:more|fewer|less) \w+(?: \w+){0,4} than",
    r"(?:the )?(?<!at )(?:most|fewest|least|largest|smallest|biggest|highest|lowest|longest|shortest)(?! of (?:this|it|the (?:report|document)|its|these|all)\b)(?! (?:important |striking |surprising |significant |notable |single )?(?:discover\w*|findings?|lessons?|insights?|takeaways?|messages?|conclusions?|surprises?))", r"rank", r"contrast(?:s|ed|ing)?", r"top of the league", r"(?:ties?|tied|on a par) with", r"neck and neck", r"upper hand", r"ahead of", r"as against", r"oftener", r"how far apart", r"\w{3,}iest", r"same amount", r"(?:top|beat|exceed|outdo) (?:that|it|them)", r"before or after", r"stack(?:s|ed)? up", r"(?:longer|shorter|bigger|smaller|larger) or", r"(?:bigger|smaller|longer|shorter|larger|greater)\b.{3,60}\bor", r"(?:is it|are they|is that) (?:level|even|equal|a tie|a draw|tied|the same)",
    r"heaviest", r"lightest", r"main source", r"(?:biggest|largest|greatest|lion's) (?:share|part|portion|chunk|slice|number)", r"(?:the )?(?:bulk|majority) of", r"most of what", r"outnumber(?:s)?", r"greatest", r"scarcest", r"thinnest", r"fullest", r"most productive", r"(?:pre)?dominat(?:e|es|ed)", r"concentrated", r"diverg(?:e|es|ed)", r"weigh(?:ed)?", r"side by side", r"next to", r"alongside(?= (?:the|those|that|what|how)\b)", r"line up", r"(?:more|fewer|less) .{3,60} or", r"or .{3,60} (?:more|most|fewer|fewest)(?= (?:on|from|heavily|of|recommendations|often)\b)", r"(?:came|come|comes|published|done|produced|carried) (?:out )?(?:first|earlier|later)", r"(?:older|newer|earlier|more recent)\b.{3,60}\bor", r"next to each other", r"same (?:size|number|length)", r"how (?:do|does|did) .{3,80} (?:vary|differ)", r"as many", r"sooner", r"equal(?:ly)?(?= (?:in|to|size|number|share|long|big|many|weight))", r"the same (?:thing|animal|as)", r"contribut(?:e|es|ed) (?:the )?(?:most|more|least|fewest)",
)  # fmt: skip
LEAST: Final = _any(r"scarcest", r"thinnest", r"(?<!at )least", r"fewest", r"smallest", r"lowest", r"shortest", r"lightest", r"fewer")
EACH: Final = _any(
    r"(?:per|each|every|by|across(?: the)?|for each|in each) (?:theme|themes|source|sources|category|chapter|study|studies|section|research)",
    r"break ?down",
    r"broken down",
    r"split",
    r"distribut(?:ed|ion)",
    r"spread",
    r"break .{0,40} down",
    r"for each of the (?:themes|studies|sources)",
)
OVERVIEW: Final = _any(
    r"(?:what(?:'s| is| was)|whats) (?:this|the|it|that)(?: whole| entire)?(?: report| document| paper| publication| thing)? (?:all |mainly |mostly |really )?(?:about|for|on about)",
    r"(?<!this )summar(?:y|ies)(?! draws)", r"summari[sz](?:e|ed|ing)", r"overview", r"gist", r"in a nutshell", r"key (?:messages?|points?|takeaways?|findings?|lessons?)",
    r"main (?:messages?|points?|takeaways?|findings?|lessons?|conclusions?)", r"sum (?:it |this )?up", r"up to speed", r"(?:short|brief|quick|concise) (?:account|summary|version|description|sketch|picture)", r"pr[eé]cis", r"synopsis", r"(?:main|general|overall|basic) (?:thrust|drift|idea|message|argument|point)", r"(?:general|overall) (?:mood|tone|feel)", r"(?:key|main|big|most important) things", r"(?:quick )?briefing on", r"tl;?dr", r"big picture", r"bird's[- ]eye", r"introduce (?:me to )?(?:the|this)",
    r"how is (?:it|the report|this report|the document|this document) (?:organi[sz]ed|structured|arranged|laid out|set out|put together|built)", r"why (?:was|is) (?:this|the|that|it) ?(?:whole )?(?:report|document|paper|publication|thing|one)? ?(?:\w+ )?(?:written|produced|made|published|put together|compiled|commissioned|there)", r"purpose of (?:this|the) (?:\w+ )?(?:report|document|paper|publication)", r"what(?:'s| is) (?:this|the) (?:report|document|paper|publication)(?: for| and|\W*$)", r"what(?:'s| is) (?:it|this report|this document) (?:trying|meant|supposed) to (?:do|achieve|say)", r"(?:report|document|paper) (?:trying|meant|supposed) to", r"structure of the (?:report|document)",
    r"what does (?:the|this) (?:report|document) cover", r"what(?:'s| is) in (?:the|this) (?:report|document)", r"(?:scope|contents?) of (?:the|this) (?:report|document|paper|publication)",
    r"in brief", r"briefly", r"broadly", r"in broad (?:terms|outline|strokes)", r"(?:short )?(?:introduction|outline|digest|rundown) (?:to|of)", r"brief (?:me|us)", r"talk (?:me|us) through", r"(?:study|research|theme|section|chapter|report|inquiry|review|work) (?:all )?about\W*$", r"version",
    r"elevator pitch", r"in (?:one|two|three|a few|a couple of) (?:sentences?|lines?|words|minutes)", r"amounts? to\W*$", r"thinking behind", r"(?:comes?|boil(?:s|ed)?) down to\W*$", r"boil (?:it|this|that|the \w+(?: \w+)?) down", r"(?:flavour|taste) of", r"(?:one|two|three|a few|couple of) (?:lines|sentences) (?:on|about)", r"sets? the scene", r"backdrop to", r"quick tour", r"long and short of", r"what(?:'s| is| was) (?:\w+ ){1,5}about\W*$",
)  # fmt: skip
# Parts of a report outside its themes, by the kind of section they are.
FRONT: Final = {
    "foreword": _any(r"forewords?", r"preface", r"opening (?:message|words|letter|remarks|statement|pages?)", r"(?:first|very first) pages?"),
    "background": _any(r"(?:the|its|an?|general) (?:introduction|intro|background|introductory (?:part|section|pages?))(?! (?:of|to|in) )", r"background (?:section|part|page)", r"(?:opening|first) (?:section|part)"),
    "quotation": _any(r"(?:opening|first) (?:quote|quotation)", r"epigraph", r"motto"),
}  # fmt: skip
# A theme named and nothing asked of it but what is said.
SAYS: Final = _any(
    r"what does (?:it|the report|this report|the document|the \w+) say",
    r"tell me about",
    r"what(?:'s| is| was) said",
    r"what about",
    r"anything (?:about|on)",
    r"(?:say|says) about",
)
CONTACT: Final = _any(
    r"(?:who|whom|how|where|which person|name of|person) .{0,40}contact(?:ed)?(?! trac)", r"contact (?:details?|person|name|information|point|for)(?! trac)", r"^\W*contacts?\W*$", r"(?:main|official|named|right) contact", r"e-?mail(?: address)?", r"get in touch", r"phone numbers?", r"by phone", r"telephone", r"reach out", r"who (?:do|can|should|would|could) (?:i|we|you|one|people|someone) (?:\w+ )?(?:ask|talk|speak|contact|write|email|approach|turn|go|ring|call|message|reach)",
    r"(?:person|who|whom|somebody|someone)\b.{0,24}\b(?:to |i |we )(?:write|talk|speak|turn|get back) to", r"more information", r"further (?:information|details)", r"find out more", r"whom (?:do|can|should) (?:i|we)",
)  # fmt: skip
ASPECTS: Final = {
    "who": _any(
        r"who", r"whom", r"whose", r"conduct(?:s|ed)", r"(?:carried out|conducted|undertaken|produced|done) by", r"behind", r"authors?", r"led", r"lead", r"ran", r"wrote", r"written by", r"team",
        r"organi[sz]ations?", r"universit(?:y|ies)", r"institutions?", r"agenc(?:y|ies)", r"bod(?:y|ies)", r"compan(?:y|ies)", r"consultan(?:t|ts|cy)", r"outfit", r"firm",
        r"in charge", r"involved", r"took part", r"taken part", r"academics?", r"partners?", r"researchers?", r"(?<!what )(?<!how )(?<!why )(?<!when )(?<!where )did the", r"legwork", r"responsible",
    ),
    "when": _any(
        r"when", r"date[sd]?", r"what (?:year|month|date)", r"which (?:year|month|date)", r"how (?:old|recent)", r"published", r"timing", r"appeared", r"released", r"dated", r"(?:19|20)\d\d", r"(?:came|come|comes|appeared|was|is) (?:out )?(?:first|earlier|later|last|sooner)",
        r"before or after", r"earliest", r"latest", r"old(?:er|est)", r"new(?:er|est)", r"most recent", r"predates?",
    ),
    "method": _any(
        r"how", r"method(?:s|ology)?", r"approach", r"interview(?:s|ed|ees?)?", r"phases?", r"steps?", r"stages?", r"process", r"gather(?:s|ed|ing)?", r"collect(?:s|ed|ing)?", r"data collection", r"worked",
        r"(?:went|go|gone|going) about", r"quizz(?:ed|es)", r"sp(?:oke|oken) (?:to|with)", r"talked (?:to|with)", r"surveyed", r"fieldwork", r"legwork", r"material", r"case studies", r"design(?:ed)?", r"interviewing", r"by what means",
    ),
    "finding": _any(
        r"f(?:ind|ound|inds|inding|indings)", r"conclu(?:de|ded|des|sion|sions)", r"results?", r"learn(?:ed|t|ing)?", r"taught", r"lessons?", r"show(?:ed|n|s)?", r"discover(?:ed|y|ies)?",
        r"reveal(?:s|ed)?", r"take[- ]?aways?", r"message", r"highlight(?:s|ed)?", r"headlines?", r"outcome", r"insights?", r"jump(?:ed|s)? out", r"st(?:ood|ands?|anding) out", r"standout",
        r"turn(?:ed|s)? up", r"c(?:ame|omes?) out of", r"emerg(?:ed|es|ing)", r"wrap(?:s|ped)? up", r"upshot", r"verdict", r"bottom line", r"boil(?:s|ed)? down", r"noticed", r"picked up",
    ),
    "aim": _any(
        r"why", r"aim(?:s|ed)?", r"purpose", r"goal", r"reason", r"intended", r"motivation", r"what for", r"trying to", r"hop(?:e|ed|ing)", r"set out to", r"wanted to", r"what made", r"point of",
        r"prompted", r"sought", r"look(?:ed|ing)? into", r"rationale", r"idea behind",
    ),
}  # fmt: skip
# "How are the recommendations arranged?", "why sort them under ten headings?"
GROUPED: Final = re.compile(
    r"\b(?:sort|group|arrang|divid|split|organi[sz]|categori[sz]|cluster|carv)\w*\b.{0,50}\b(?:into|under|by)\b.{0,20}\b(?:headings?|themes?|groups?|categor(?:y|ies)|sections?|areas?|parts?)\b"
    r"|\b(?:into|under|by) (?:what|which|how many) (?:headings?|themes?|groups?|categor(?:y|ies)|sections?|areas?)\b.{0,60}\b(?:sort|group|arrang|divid|split|organi[sz])\w*"
    r"|\b(?:headings?|themes?|categor(?:y|ies)|groups?) (?:that were |which were )?(?:used|chosen) to (?:sort|group|arrange|divide|organi[sz]e|structure)"
    r"|\b(?:headings?|groupings?|categor(?:y|ies)|themes?) (?:for|of) (?:the|its|these) recommendations\b"
    r"|\bhow (?:is|are|was|were|did|do) .{0,50}\b(?:arranged?|grouped?|sort(?:ed)?|organi[sz]ed?|divided?|structured?|laid out|categori[sz]ed?)\b"
)
# "How do they differ?" does not ask how a thing was done.
HOW_COMPARED: Final = re.compile(
    r"\bhow (?:do|does|did|is|are|was|were|might|would)\b(?=.*\b(?:compar\w+|differ\w*|stack up|line up|vary|contrast\w*)\b)|\bhow (?:much|many)\b(?=.*\bthan\b)"
)
# Themes by how many pieces of research stand behind them.
SOURCED: Final = re.compile(
    r"\b(?:(?P<all>all (?:of )?(?:the )?(?:three|four|five|six|\d)?|every one of the|each of the)|(?P<one>(?:just|only|exactly|no more than|a) (?:one|single|a single)|one|a single|single)|(?P<two>two|2))"
    r"(?: of the| of)?(?: three| different| pieces? of)* (?:stud(?:y|ies)|sources?|research|pieces? of (?:research|work|evidence)|investigations?|reports)\b"
)
WHOSE_EVIDENCE: Final = re.compile(
    r"\b(?:on )?(?:whose|what|which) (?:evidence|research|study|source|authority|basis)\b(?! (?:found|says|recommend))|\bwhere (?:does|do|did) (?:that|this|it|they|the \w+) come from\b|\bwho says so\b|\bwho(?:'s| is| was)? (?:backs|backed|behind|supports|supported|suggested|recommended|said) (?:it|that|this|them)\b|\b(?:can|could) (?:you|we|i) attribute\b|\b(?:attributed? )?to (?:a|any|one) (?:particular|single|specific|named|given) (?:study|source|report|paper)\b"
    r"|\b(?:pinpoint|identify|name|find|tell me) (?:me )?(?:the|which) (?:study|research|report|source|paper)(?: (?:that|which|it was that))?(?: (?:came up with|proposed|suggested|recommended|argued for|called for|wanted|asked for))?\b"
    r"|\bwhich (?:report|study|paper|source) was (?:that|this|it) in\b|\bwho (?:said|says|noticed|pointed out|thought|reckoned|argued|warned|felt) (?:that )?(?=\w)"
    r"|\b(?:from |in )?which (?:report|study|paper|source|research|piece of research)(?: (?:does|do|did|is|are|was|were|can i find|do i find))?(?= .{0,80}\b(?:from|originate|come|stem|derive|in|found)\W*$)"
    r"|,? (?:in|from) which (?:report|study|paper|source|research)(?: (?:do i find it|is it|was it|does it come))?\W*$|^\W*where (?:did|does|do) (?=.*\b(?:originate|come from|stem from)\W*$)|\b(?:originate|come from|stem from)\W*$|\bfrom which of the (?:three )?(?:stud\w+|sources|reports|papers)(?: (?:does|did) (?:it|this|that) come)?(?: from)?\b|,? ?(?:i\.?e\.?,? )?which (?:study|research|report|paper|source)(?: (?:is it|was it|asks? for that|says? so|wants that|is that))?\W*$"
    r"|\bwho(?:'s| is| was) behind the (?:suggestion|idea|call|proposal|recommendation|advice|point|wish|push)(?: (?:of|for|that|to))?\b"
    r"|,? ?\btrace (?:it|that|this|them) back\b(?: to (?:the|its|a|which) (?:study|source|research|report))?|\bwhose (?:idea|suggestion|proposal|recommendation) (?:is|was) (?:it|that|this)\b|\bwhose was (?:it|that)\b|\bwhere(?:'s| is| was) (?:that|this|it) from\b|\bprovenance (?:for|of)\b"
    r"|\bbacked by\b|\bbased on (?:what|which)\b",
    re.IGNORECASE,
)
DEFINES: Final = re.compile(
    r"\bwhat (?:is|are|was|were|'s)? ?(?:meant by|the meaning of)\b|\bstands? for\b|\bshort for\b|\bdefin(?:e|ition|es|ed)\b|\bwhat does .{1,60} mean\b|\bspell(?:ed|s)? out\b(?! (?:each|every|all|how|what|the (?:differences?|steps|stages|phases|recommendations|themes)))"
    r"|\bexpand (?:the )?(?:acronym|abbreviation)?\b|\bacronym\b|\babbreviation\b|\bmeaning of\b|\bexplain the term\b|\bexplain what (?:it|they|these|those|this|that)\b.{0,20}\b(?:is|are|means?)\b|\bmeans? by\b|\bwhat means\b|^\W*['\"“‘][^'\"”’]{2,40}['\"”’],? what (?:on earth |exactly )?(?:is|are|does|do) (?:it|they|that|those|this)\b|\bwhat(?:'s| is| are|s)? (?:on earth |exactly |actually )*(?:is |are )?(?:an? )?['\"“‘][^'\"”’]+['\"”’]\W*$"
)
TAGS: Final = re.compile(
    r"[,.;?!]?\s*(?:[–—-]\s*)?(?:(?:is|are|was|were|did|does|do|has|have|had|can|could|would|should|will|ca)(?:n['’]?t)? (?:it|they|he|she|that|we|you|there)"
    r"|right|correct|yes|no|true|eh|innit|agreed?|ok(?:ay)?|surely|am i right|do i have that right|is that (?:so|right|correct|true)|isn't that (?:so|right)"
    r"|if (?:i|memory) (?:recall|remember|serves|am not mistaken|'m not mistaken)[^.?!]{0,20}|i (?:believe|think|gather|take it)"
    r"|(?:could|can) you (?:confirm|point to|verify|show me) (?:that|this|it))\s*[?.!]*\s*$",
    re.IGNORECASE,
)
ONES: Final = re.compile(r"\b(?:ones|which of (?:them|these|those)|those (?:from|by|in|under))\b")
