"""Small talk and the wish for a human: what people say around their question, in Turkish and
English.

Law: small talk is a whole message; words of greeting before a question are taken off and the
question is answered.
"""

from collections.abc import Mapping
from enum import StrEnum

from intents.turkish import asked


class SmallTalk(StrEnum):
    """Kinds of talk that ask for no knowledge."""

    GREETING = "greeting"
    THANKS = "thanks"
    GOODBYE = "goodbye"
    WELLBEING = "wellbeing"
    WHO = "who"
    YES = "yes"
    NO = "no"
    COMPLAINT = "complaint"
    PRAISE = "praise"
    APOLOGY = "apology"


HUMAN = "human"

PHRASES: Mapping[str, str] = {  # parted by |
    SmallTalk.GREETING: """
        merhaba | merhabalar | selam | selamlar | slm | mrb | mrhb | selamün aleyküm | aleyküm selam |
        günaydın | iyi günler | iyi akşamlar | iyi sabahlar | tünaydın | hayırlı günler | hayırlı
        sabahlar | kolay gelsin | kolay gelsin iyi çalışmalar | iyi çalışmalar | hey | alo | orada
        mısınız | kimse var mı | hello | hi | hi there | good morning | good evening | good afternoon |
        herkese merhaba | merhaba iyi günler | hayırlı cumalar | bir şey soracaktım | bir sorum var |
        bir sorum olacaktı | soru sorabilir miyim | can I ask a question | size bir şey sorabilir miyim
        | bilgi almak istiyorum | bilgi almak istiyoruz | soru sormak istiyorum | destek almak istiyoruz |
        bir konuda yardımınız lazım | yardım | yardım eder misiniz | help |
        meraba | merhba | mrhaba | merhabaa | meraba kolay gelsin | sa | as | sea | ase |
        selamun aleykum hocam | slmlar | selammm | mrbalar | gunaydinlar | gnydn | iyi gunler herkese |
        ii aksamlar | ii gunler | iyi aksamlr | merhaba kimse yok mu | kimse varmı orda | bakar mısınız |
        selam millet | merhaba destek noktası | selamlar kolay gelsin | hayırlı akşamlar | iyi pazarlar |
        hayırlı ramazanlar | iyi bayramlar | bi sorum olcaktı | bişey sorcam | bir şey danışacaktım |
        müsait misiniz | heyy | bana yardımcı olur musunuz |
        kolay gelsin gençler | iyi mesailer ekip | selam arkadaşlar | hayırlı işler |
        selamlar hocalarım | merhaba ekip | merhaba sevgili destek noktası | günaydın arkadaşlar |
        iyi akşamlar hocam | kolay gelsin evladım | selamünaleyküm gençler | hayırlı haftalar |
        bereketli günler | iyi nöbetler | merhabalar efendim | sayın yetkili iyi günler | kolay gele |
        Allah kolaylık versin | selam dostlar | hello team | günaydın güzel insanlar | merhaba canlar |
        iyi günler hanımefendi | iyi günler beyefendi | mutlu sabahlar | merhaba ilk defa yazıyorum |
        hayırlı kandiller | iyi mesailer kolay gelsin
    """,
    SmallTalk.THANKS: """
        teşekkürler | teşekkür ederim | teşekkür ederiz | çok teşekkürler | çok sağ olun | sağ olun |
        sağol | saolun | tşk | tşkler | tesekkur | eyvallah | Allah razı olsun | elinize sağlık |
        emeğinize sağlık | minnettarız | mersi | yardımınız için teşekkürler | ilginiz için teşekkür
        ederiz | çok yardımcı oldunuz | thanks | thank you | thank you very much | thanks a lot | cok
        tsk ederim | zaman ayırdığınız için teşekkürler | bilgi için teşekkürler |
        tşk ederim | tskrler | teşekürler | teşekkürlerr | tesekkur ederm | tşkrlr | eyw | eyv | eyw sağolun |
        saol | saolasın | saolasınız | sağ olasın | çok saolun | Allah sizden razı olsun |
        ellerinize sağlık hocam | çok teşekkür ederiz | binlerce teşekkür | sonsuz teşekkürler | mersi canım |
        çok makbule geçti | ilgilendiğiniz için sağ olun | cevap için tşk | hızlı dönüş için teşekkürler |
        duacınızım | size minnettarım | thx | ty | eyvallah kardeşim | yüreğinize sağlık | ağzınıza sağlık |
        teşekkür ediyorum |
        çok sağ olasın evladım | Allah ne muradınız varsa versin | emeğinize yüreğinize sağlık |
        ekip adına teşekkürler | derneğimiz adına teşekkür ederiz |
        sağolun varolun | var olun | eksik olmayın | tamam teşekkürler | tamamdır sağ olun |
        minnettar kaldım | nazik cevabınız için teşekkürler | Allah tuttuğunuzu altın etsin |
        zahmet verdim sağ olun | şimdiden teşekkürler | gönülden teşekkürler
    """,
    SmallTalk.PRAISE: """
        harika | süper | çok güzel | bravo | mükemmel | harikasınız | çok iyi oldu | işime yaradı | çok
        faydalı oldu | great | perfect | awesome | helal olsun | aferin | güzel bir uygulama olmuş |
        tebrikler |
        harika oldu | çok iyi | süpersiniz | supersin | süper ya | mükemmelsin | bayıldım | efsane | müthiş |
        on numara | on numara beş yıldız | çok başarılı | işimi gördü | tam aradığım buydu | aradığımı buldum |
        güzel anlatmışsın | çok açık anlattınız | iyi ki varsınız | cok isime yaradi | cok begendim |
        gayet açıklayıcı | cok guzel cevap | bravo size | helal | iyi iş çıkardınız | well done | nice |
        pek güzel olmuş | beklediğimden iyi çıktı | şahane | valla bravo |
        maşallah ne çabuk | vay be | on numara olmuş | helal olsun size gençler | çok beğendik |
        ne güzel düşünmüşsünüz | tam isabet | valla on numara | işinizi biliyorsunuz |
        hızınıza hayran kaldım | maşallah size | bu kadar hızlı beklemiyordum | çok net oldu |
        süpermiş bu | ne iyi etmişsiniz | muazzam | bravo gençler | harika bir hizmet | nokta atışı |
        çok memnun kaldık | vay maşallah | ooo süper | çok profesyonelsiniz | kralsınız | wow
    """,
    SmallTalk.GOODBYE: """
        görüşürüz | görüşmek üzere | hoşça kalın | hoşçakal | güle güle | iyi geceler | kendinize iyi
        bakın | bay bay | bye | goodbye | see you | Allah'a ısmarladık | iyi günler dilerim | iyi
        akşamlar dilerim | kalın sağlıcakla | şimdilik bu kadar | iyi hafta sonları | bb |
        grşrz | gorusuruz sonra | görüşürüz hocam | hadi görüşürüz | bye bye | baybay | by | hoscakalin |
        hadi bay | kib | kib öptüm | kendine iyi bak | iyi gecelerr | ii geceler | Allaha emanet olun |
        Allaha emanet | selametle | yarın yine yazarım | sonra yazarım | çıkıyorum ben | ben kaçtım |
        bugünlük yeter | iyi haftalar | iyi tatiller | haftaya görüşmek üzere | esen kalın | sağlıcakla | cya |
        hadi eyvallah | hayırlı geceler | tekrar görüşmek dileğiyle |
        hadi kalın sağlıcakla | şimdilik hoşça kalın | yarın devam ederiz | iyi akşamlar görüşürüz |
        bana müsaade | ben kaçar | toplantıya giriyorum sonra konuşuruz | Allaha ısmarladık gençler |
        sonra görüşürüz | bugünlük bu kadar | hadi ben kaçtım | iyi uykular |
        yatıyorum ben iyi geceler | yine görüşelim | başka sorum yok hoşça kalın | güle güle kalın |
        kapatıyorum ben iyi günler
    """,
    SmallTalk.WELLBEING: """
        nasılsın | nasılsınız | naber | ne haber | nasıl gidiyor | iyi misiniz | ne yapıyorsun | nbr |
        n'aber | merhaba nasılsınız | selam nasılsın | keyifler nasıl | how are you | how is it going |
        what's up |
        nslsn | nslsnz | nasilsiniz hocam | nasılsın bugün | nasılsınız iyi misiniz | naber nasıl gidiyor |
        naberr | nabıyon | napıyon | napiyosun | ne yapıyorsunuz | ne var ne yok | işler nasıl |
        hayat nasıl gidiyor | nasıl gidiyo | iyimisin | iyi misin | sen nasılsın | keyfin nasıl |
        keyifler yerinde mi | umarım iyisindir | gününüz nasıl geçiyor | sağlığın nasıl | her şey yolunda mı |
        ne alemdesin | how r u | nasılsın canım | iyiyim sen nasılsın | ne haber bot |
        nasılsınız gençler | nasılsınız ekip | günün nasıl geçti | yoğun musunuz | yorgun musunuz |
        iyisiniz inşallah | nasıl gidiyor işler | afiyettesinizdir umarım | keyifleriniz nasıl |
        how are you doing | iyi misin bot | nasılsınız efendim | haftan nasıl geçiyor |
        çoluk çocuk iyi mi | naptınız görüşmeyeli | işler yoğun mu | sağlığınız yerinde mi
    """,
    SmallTalk.WHO: """
        sen kimsin | siz kimsiniz | kimsiniz | bot musun | robot musun | sen robot musun | gerçek kişi
        misin | insan mısın | yapay zeka mısın | adın ne | kiminle konuşuyorum | kiminle görüşüyorum |
        karşımdaki insan mı | makine misin | who are you | are you a bot | are you human | what is your
        name | sen nesin | chatgpt misin | bu bir bot mu | otomatik mi cevap veriyorsun | sen gerçek
        misin | bot mu bu |
        kimsin | kimsin sen | siz kimsiniz acaba | sen bot musun | botmusun | botsun dimi | robotmusun |
        robot mu konuşuyor | insanmısın | insan mısınız | gerçek misiniz | gerçek insan mısın |
        yapay zekamısın | yapay zeka mı bu | adın nedir | isminiz nedir | senin adın ne | kim yazıyor bunları |
        kimle konuşuyorum | kime yazıyorum ben | karşımda kim var | bilgisayar mı cevaplıyor | makina mı bu |
        seni kim yaptı | otomatik mesaj mı bu | gpt misin | hazır cevap mı bunlar | bu cevapları kim yazıyor |
        are you real | who am i talking to | insan mı bot mu
    """,
    SmallTalk.YES: """
        evet | evet lütfen | olur | tamam | tamamdır | tmm | tabii | tabi ki | elbette | peki | aynen |
        ok | okey | yes | yes please | sure | okay | anladım | uygundur | he | evt | oldu | doğru |
        evt lütfen | evett | ewet | eveet | evet evet | evet istiyorum | evet aynen | evet öyle | tmm anladm |
        tmmdır | tmm olur | tamam olur | tamam anladım | tamam anlaştık | tabiki | tabii ki | tabi | olur olur |
        olurr | okk | okeyy | yes pls | yep | yeah | anladm | kabul | kabul ediyorum | onaylıyorum | doğrudur |
        hee | hıhı | aynn | aynen öyle | kesinlikle | isterim | isteriz | neden olmasın | he ya | haklısın
    """,
    SmallTalk.NO: """
        hayır | hayır teşekkürler | yok | istemiyorum | olmaz | gerek yok | no | no thanks | nope | yok
        sağ olun | hyr | gerek kalmadı | vazgeçtim | boş ver | hiçbiri | hiçbiri değil |
        hayr | hyr istemiyorum | hayır istemiyoruz | hayır değil | yok istemem | istemem | istemiyoruz | yo |
        yok yok | yoo | yok gerek yok | gerek yok sağolun | gerek yok tşk | lazım değil | kalsın | boşver |
        bosverin | iptal | vazgeçtik | olmaz öyle | hiç biri | bunların hiçbiri | bunlar değil | o değil |
        öyle değil | hayır o değil | şimdi değil | şu an istemiyorum | değil | not now | almayayım
    """,
    SmallTalk.COMPLAINT: """
        işime yaramadı | yanıtınız işime yaramadı | hiç işimize yaramadı bu |
        siktir git | siktirin gidin | defolun gidin | allah belanızı versin | lanet olsun size | geri zekalı
        bot | salaksınız | yuh size | haftalardır bekliyorum dönen yok | iki haftadır cevap gelmedi ayıp
        artık | yazdım yazdım dönen olmadı ayıp | bekle bekle cevap yok | hani cevap verecektiniz |
        anlamıyorsun | beni anlamadın | yanlış cevap | cevap bu değil | bu bot işe yaramıyor | hiçbir
        işe yaramıyorsun | saçma sapan cevaplar | sorduğum bu değil | soruma cevap vermediniz | aptal
        bot | berbat | rezalet | çok kötü | hâlâ cevap vermediniz | kaç gündür cevap bekliyoruz | kimse
        dönmedi | bize dönüş yapılmadı | sizi şikayet edeceğim | hizmetinizden memnun değiliz |
        ilgisizsiniz | this is useless | you do not understand | wrong answer | that is not what I asked
        | bu ne biçim cevap | yine aynı cevap | alakasız cevap veriyorsun | dalga mı geçiyorsunuz |
        şikayetim var | sizden şikayetçiyim | cevabınız yetersiz | hiç yardımcı olmadınız | salak bot |
        memnun kalmadım |
        mal bot | ne anlatıyorsun ya | ne diyon sen | konuyla alakası yok | ne alaka | ne alaka ya |
        sorumu anlamadın ki | yine yanlış anladın | yanlış anladın | bu ne ya | bu ne saçmalık | saçmalıyorsun |
        saçmalama | böyle destek mi olur | üç gündür ses yok | hala dönmediniz | bi cevap yazmadınız |
        cevap gelmedi hala | kimse bakmıyor galiba | bosuna yaziyorum | boşuna vakit harcadım | vakit kaybı |
        bi işe yaramadı | rezil bir hizmet | berbatsınız | hayal kırıklığı | aynı şeyi yazıp duruyorsun |
        hep aynı şeyi söylüyor | papağan gibi tekrarlıyorsun | bunu sormadım ben | ben onu sormadım |
        yanıtınız eksik | yeterli değil bu cevap | useless bot | çok yavaşsınız | ilgilenen yok |
        kızdırmayın beni | yuh | beceriksizsiniz
    """,
    SmallTalk.APOLOGY: """
        pardon | kusura bakmayın | özür dilerim | yanlış yazdım | sorry | my mistake |
        pardn | pardon yanlış | pardon yanlış oldu | kusura bakma | kb | kusura bkmayın | ozur dlerm | özür |
        özürler | affedersiniz | afedersin | çok özür dilerim | özür dileriz | yanlış yazmışım | yanlış oldu |
        yanlışlıkla attım | yanlışlıkla gönderdim | yanlış yere yazdım | elim çarptı | elim kaydı |
        yanlış bastım | benim hatam | hata bende | rahatsız ettiysem özür | rahatsız ettim kusura bakmayın |
        cok ozur | haklısınız özür dilerim | mahcup oldum | my bad | so sorry | klavye hatası | dalmışım pardon
    """,
    HUMAN: """
        danışmana yönlendirin | beni bir danışmana aktarın | danışmanla konuşmak istiyorum |
        insanla görüşmek istiyorum | bir insanla konuşmak istiyorum | gerçek biriyle konuşmak istiyorum
        | insana bağla | uzmanla görüşmek istiyorum | uzmana bağlanmak istiyorum | uzmana yazmak
        istiyorum | bir uzmana sormak istiyorum | yetkili biriyle görüşmek istiyorum | yetkiliye
        bağlayın | temsilciye bağlan | müşteri temsilcisi | canlı destek | canlı birine bağlanmak
        istiyorum | biriyle konuşabilir miyim | birisiyle görüşebilir miyim | beni arar mısınız | bizi
        arayın | sizi arayabilir miyim | danışmanla görüşmek istiyoruz | uzman desteği istiyorum | uzman
        | temsilci | botla konuşmak istemiyorum | bot istemiyorum insan istiyorum | insan yok mu | bana
        bir insan verin | operatör | gerçek kişiyle konuşmak istiyorum | uzmanınızla konuşabilir miyim |
        lütfen birine bağlayın | bir yetkili yok mu | insanla konusabilir miyim | yüz yüze görüşmek
        istiyoruz | uzmanınıza ulaşmak istiyorum | uzmana aktarır mısınız | I want to talk to a human |
        talk to a person | speak to an expert | human please | connect me to an agent | can I talk to
        someone | gerçek biriyle yazışmak istiyorum | yetkiliyle konuşmak istiyoruz | bot değil insan cevap
        versin | canlı destek | telefonla görüşebilir miyiz | bir uzmana iletin | uzmanla konuşmak istiyoruz |
        karşıma bir insan çıksın | biri bizi arasın | operatöre bağlan | insana aktar |
        uzmana yaz | uzmana sor | destek uzmanı ile görüşmek istiyorum | biriyle görüşmek
        istiyorum |
        botla değil insanla yazışayım | bot değil | bot istemiyorum | botla yazışmak istemiyorum |
        bot değil adam lazım | biri baksın | biri baksın buna | birisi baksın lütfen | yetkili arasın |
        yetkili biri arasın beni | yetkili birine aktarın | birine aktarır mısın | birine aktarın |
        başka birine aktar | arkadaşınıza aktarır mısınız | ilgili arkadaşa iletin |
        ilgili arkadaşa bağlar mısınız | bir arkadaş bizi arasın | bir arkadaşınız dönüş yapsın |
        meslektaşınıza sorar mısınız | sorumlu kimse ona iletin | sorumlu biriyle görüşeyim |
        amirinizle konuşmak istiyorum | müdürünüzle görüşebilir miyim | telefonda biriyle konuşalım |
        telefonda birine anlatsam | telefona bakan biri yok mu | telefonla arayın beni | beni arayın |
        bizi arar mısınız | ararsanız sevinirim | beni bi arasınlar | numaramı bırakayım arayın |
        geri arama istiyorum | sesli konuşabilir miyiz | konuşarak anlatsam olur mu | yazarak olmuyor arayın |
        insan lazım | insan istiyorum | insan yazsın | gercek insan istiyorum | gerçek kişi bağla |
        canli birine bagla | canlı temsilci | canlı biri yok mu | canlı destege baglan | uzman arasın |
        uzman baksın | uzman bağla | bi uzmana sorsanız | uzman arkadaşa iletin | uzmana bırakıyorum |
        yetkili kim varsa bağlayın | yetkili biri yok mu | danışmana bağla | danışmana bağlanmak istiyoruz |
        mşteri temsilcisi | müşteri hizmetleri | agent | real person | call me please | call me back |
        is there a real person | biriyle konuşmam lazım | biriyle konuşsam | birine danışmak istiyorum |
        kiminle görüşebilirim | bir bilen baksın | robotla olmaz insan verin | makineyle konuşmam |
        size gelip konuşsak | ofise gelip görüşebilir miyiz | zoomdan görüşebilir miyiz |
        biri benimle ilgilensin | ilgilenecek biri var mı | bunu birine sorun | sen bilemedin başkasına sor |
        beni bir insana devret | hattı bir insana verin | operator bagla |
        danışmanlardan biri bana dönsün | bilen birine iletin | karşıma biri çıksın |
        telefonda anlatsam | yüz yüze anlatmam lazım | bu cevap olmadı birine sorun |
        bu cevap yetmedi bir danışman baksın | uzmanlardan biri bize yazsın |
        danışmanlarınızdan biri arasa iyi olur | ekipten biri bana dönebilir mi |
        ekibinizden biriyle konuşmamız lazım | bir arkadaş ilgilense | anlayan biri cevap yazsın |
        bu işi bilen biri yok mu orada | bilen kim varsa ona sorun | işin ehline iletin |
        hocalarınızdan birine danışsam | danışmanınız bana geri dönsün |
        geri dönüş yapacak biri var mı | bana bir telefon açın | bi telefon etseniz |
        telefon edin konuşalım | telefonla anlatması daha kolay | yazıyla anlatamıyorum konuşsak |
        yazmakla olmuyor birine anlatayım | uzun mesele sesli anlatayım |
        sesli mesaj atsam dinleyen olur mu | görüntülü görüşelim |
        online toplantı yapabilir miyiz sizinle | randevu alıp gelsem biriyle görüşsem |
        yerinize gelip birine anlatayım | karşılıklı oturup konuşsak |
        yüz yüze bir danışman rica ediyorum | insan eli değsin buna | bir insan okusun bunu |
        bunu bir insana okutun | gerçek bir danışman istiyorum | danışman istiyorum |
        danışman bağlayın | danışman yazsın bana | hanım kızım bir insan çıkar karşıma |
        evladım beni bir memura bağla | memur yok mu orada | görevli biri baksın |
        görevliyle görüşeceğim | nöbetçi uzman kimse ona verin | sorumlunuz arasın beni |
        yetkilinize iletir misiniz | üst birime aktarın | koordinatörünüzle görüşmek isterim |
        bir uzmanla yazışmak istiyorum | uzmana danışmak isterim | uzman görüşü rica ediyorum |
        uzman cevabı bekliyorum bot cevabı değil | makine cevabı istemiyorum |
        hazır cevap istemiyorum biri baksın | otomatik cevap yeterli değil insana verin |
        bot anlamıyor insana geçelim | sen anlamadın insana ver |
        bu bottan çıkıp insana geçmek istiyorum | beni muhatap alacak biri lazım |
        muhatap bulamıyorum bir insan yazsın | muhatabım kim görüşmek istiyorum |
        dertleşecek bir danışman lazım | birinin bana dönmesini istiyorum |
        keşke biriyle konuşabilsem | numaram burada biri arasın | whatsapptan biri bana yazsın |
        let me speak with your consultant | someone please call us
    """,
}

QUESTIONS = """
    ne zaman başlıyor acaba | ne zaman kalkıyor | ne zaman biter | kim imzalar | kim karar verir acaba | adı ne
    olmalı | kime sorulur | nasıl yapılır acaba | nereye başvurulur | kaç kişi gerekir | bu işi kim yapar | ne yapmamız
    gerekiyor | süresi ne kadar acaba | hangi belgeler gerekir | zorunlu mu acaba | yasal mı | cezası var mı | nereden
    alınır | kaç para tutar | ücretli mi | kimler katılabilir acaba | iyi bir yönetim nasıl olur | doğru mu yaptık |
    biten iş nasıl kapatılır | evet oyu kaç olmalı | hayır diyen üye ne olur | insan hakları eğitimi |
    insan kaynakları | uzman çalıştırabilir miyiz | temsilci nasıl seçilir | yetkili organ hangisi |
    şikâyet dilekçesi nasıl yazılır |
    özür metni yayımlamak | teşekkür belgesi | selamlama konuşması yazmak | yardım toplamak | yardım kolisi dağıtmak |
    bilgi edinme başvurusu | siz diye mi sen diye mi yazalım | güzel bir afiş nasıl olur | kötü hava planı |
    botla paylaşım yapmak | robot yarışması düzenlemek | telefon numaralarını saklamak | biriyle ortak iş yapmak
"""  # small words in questions that are none of this, parted by |

_OPENERS_TEXT = """
    merhaba merhabalar selam selamlar slm mrb gunaydin hello hi hey lutfen sayin yetkili arkadaslar hocam
    tesekkurler sagolun tamam peki
    """
_OPENERS = frozenset(_OPENERS_TEXT.split())
_OPENING_PAIRS = frozenset(
    {
        ("iyi", "gunler"),
        ("iyi", "aksamlar"),
        ("kolay", "gelsin"),
        ("iyi", "calismalar"),
        ("tesekkur", "ederim"),
        ("tesekkur", "ederiz"),
    }
)
_LEANING_TEXT = """
    peki ya bir de ayni bunun onun bunu onu o zaman and what about
    """
_LEANING = frozenset(_LEANING_TEXT.split())
_SIGNS: Mapping[str, SmallTalk | None] = {
    "😭": None,  # whoever weeps with folded hands does not give thanks
    "😢": None,
    "🆘": None,
    "👍": SmallTalk.YES,
    "👌": SmallTalk.YES,
    "✅": SmallTalk.YES,
    "🙏": SmallTalk.THANKS,
    "❤": SmallTalk.THANKS,
    "👋": SmallTalk.GREETING,
    "👎": SmallTalk.NO,
    "😡": SmallTalk.COMPLAINT,
    "👏": SmallTalk.PRAISE,
}


def sign(query: str) -> SmallTalk | None:
    """What a message of signs alone says: a thumb up, folded hands."""
    return next((kind for mark, kind in _SIGNS.items() if mark in query[:50]), None)


def leans(query: str) -> bool:
    """Whether a message seems to continue the one before it: `peki ya vakıflar?`, or just a word or
    two.
    """
    typed = asked(query)
    return len(typed) <= 2 or (len(typed) <= 8 and typed[0] in _LEANING)


def without_opening(query: str) -> str:
    """The folded words of a message without the greeting before its question; a mere greeting stays
    as it is.
    """
    whole = typed = asked(query)
    while typed:
        if typed[0] in _OPENERS:
            typed = typed[1:]
        elif tuple(typed[:2]) in _OPENING_PAIRS:
            typed = typed[2:]
        else:
            break
    return " ".join(typed or whole)
