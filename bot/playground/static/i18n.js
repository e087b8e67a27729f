// The page's own words. What the bot says comes from the bot, in the contact's language.

const WORDS = {
  tr: {
    skip: "Mesaj yazma alanına geç", tagline: "Deneme alanı · gerçek bot, yalnız bu bilgisayarda",
    clock: "Masanın saati", plus_hour: "+1 saat", plus_day: "+1 gün", plus_week: "+1 hafta",
    reset: "Sıfırla", reset_title: "Her şey silinsin mi?",
    reset_text: "Kişiler, sohbetler, talepler ve botun kayıtları silinir; saat bugüne döner. Bot birkaç saniyede yeniden başlar.",
    views: "Görünüm", contact: "Kişi", experts: "Uzmanlar", contact_title: "Kişinin telefonu",
    you_are: "Siz şu an", add_contact: "Kişi ekle", block: "Botu engelle", unblock: "Engeli kaldır",
    blocked: "Bot engellendi. Yazmak için engeli kaldırın.", contact_log: "Bot ile sohbet", online: "çevrimiçi",
    typing: "yazıyor…", start: "Başlat", no_description: "Sohbeti başlatın; bot size nasıl yardımcı olabileceğini anlatır.",
    cancel: "Vazgeç", ok: "Tamam", commands: "Komutlar", attach: "Dosya ekle", write_bot: "Bota yazın",
    voice: "Örnek ses kaydı gönder", send: "Gönder", staff_title: "Uzman grubu", acting: "Yazan",
    leave: "Gruptan ayrıl", join: "Gruba katıl", threads: "Başlıklar", general: "Genel", to_threads: "Başlıklara dön",
    staff_log: "Başlıktaki mesajlar", write_thread: "Bu başlığa yazın", delete_thread: "Başlığı sil",
    delete_thread_title: "Başlık silinsin mi?", delete_thread_text: "Başlık bütün mesajlarıyla silinir. Telegram bunu bota bildirmez.",
    close_thread: "Başlığı kapat", reopen_thread: "Başlığı yeniden aç", closed: "kapalı", organisation: "Kuruluşun adı", language: "Dil",
    reply: "Yanıtla", edit: "Düzenle", remove: "Sil", react: "Tepki", unfold: "Tamamını göster", replying: "Yanıtlanan", editing: "Düzenlenen",
    edited: "düzenlendi", more: "Mesaj işlemleri", photo: "Fotoğraf", document: "Dosya", voice_message: "Ses kaydı",
    video: "Video", audio: "Ses dosyası", sticker: "Çıkartma", animation: "Animasyon", video_note: "Görüntülü not",
    you: "Siz", topic_created: "Başlık açıldı", topic_edited: "Başlık değişti",
    topic_closed: "Başlık kapatıldı", topic_reopened: "Başlık yeniden açıldı", joined: "gruba katıldı", left: "gruptan ayrıldı",
    service: "Sistem mesajı", new_messages: "yeni mesaj", empty_thread: "Burada henüz mesaj yok.",
    lost: "Bağlantı koptu, yeniden deneniyor…", other_language: "English",
    size: "{n} KB", nowhere: "Bu olmadı", forwarded: "İletildi", inline: "Arama sonuçları", via: "aracı", share: "Paylaşılacak bağlantı", latest: "Son mesaja git",
    scenes: "Sahneler", scenes_title: "Bir sahne izleyin", scenes_text: "Her sahne gerçek botla, yeni bir kişiyle oynanır. Araya girebilirsiniz.",
    scene_step: "{n}. adım, toplam {m}", scene_over: "bitti", scene_stuck: "Sahne burada kaldı: bot bekleneni söylemedi.",
    restarting: "Bot yeniden başlıyor; birkaç saniye sürer.",
    contact_role: "Siz şimdi {name} adına yazıyorsunuz; burası onun telefonu.",
    or_say: "Ya da böyle yazın", or_watch: "Ya da bir sahne izleyin",
    try_1: "Dernek nasıl kurulur?", try_2: "Proje bütçesi nasıl hazırlanır?", try_3: "Bir uzmana yazmak istiyorum",
    staff_role: "Burası uzmanların Telegram grubu. Siz bir uzmansınız.",
    staff_1: "Biri uzmana yazınca burada onun talebi için bir başlık açılır.",
    staff_2: "Kartın altında “Üzerime al” düğmesine basın.",
    staff_3: "Kişinin mesajını yanıtlayın (↩): sözünüz ona gider. Yanıtlamadan yazdığınız içeride not kalır.",
    staff_try: "Bir talep gelsin", other_scenes: "Bütün sahneler",
    anew: "Yeni bir kişi olarak baştan başla", newcomer: "Yeni kişi {n}", resend: "Yeniden gönder", levers: "Denemeler",
    levers_contact: "Telegram'da başınıza gelebilecekler:", levers_staff: "Telegram'da olabilecekler:", levers_thread: "Başlık",
    levers_thread_text: "Telegram'ın kendi düğmeleri: talebi değil, başlığı kapatır ya da siler.",
    through_bot: "bot aracılığıyla",
    why: "Bot bunu neden dedi?", why_words: "Yazılan", why_nothing: "Bot bu sözde anlam aramadı: açık bir soruya yanıt, bir düğme ya da komut saydı. (Ya da bot o zamandan beri yeniden başladı.)",
    why_did: "Bot ne yaptı", why_policy: "Kural", why_talk: "Sohbet türü", why_human: "İnsan istendiğini anladı", why_step: "Açık adım", why_step_open: "Bot bir şey sormuştu; söz önce onun yanıtı sayılır", why_context: "Birlikte okuduğu",
    why_context_none: "Kendi başına okundu", why_before: "Önceki soru", why_shown: "Son gösterilen yanıt", why_near: "Yakın bulunan yanıtlar", why_none: "Yakın yanıt yok", why_entry: "Yanıt",
    close: "Kapat", preview: "Önizle", preview_nothing: "Bu sohbette henüz bir yanıt gösterilmedi.",
    preview_size: "Açılmadan {seen}, katlanmış {folded} karakter", preview_lent: "metin: {language}",
    preview_question: "Böyle sorulsa", preview_try: "Dene", preview_ask_others: "Başkalarının sorularını da dene (biraz sürer)",
    preview_typed: "Yazılanlar", preview_past: "Bu yanıtı arayan eski sorular", preview_others: "Başka yanıtı arayıp bunu bulan eski sorular",
    found_rank: "Sıra", found_confidence: "Güven", found_outcome: "Bot", found_question: "Soru",
    did_answer: "yanıtlar", did_suggest: "önerir", did_handoff: "uzmana sorar", did_refuse: "geri çevirir", did_smalltalk: "sohbet sayar", did_emergency: "acil sayar",
  },
  en: {
    skip: "Skip to the message box", tagline: "Playground · the real bot, on this computer only",
    clock: "The desk's clock", plus_hour: "+1 hour", plus_day: "+1 day", plus_week: "+1 week",
    reset: "Reset", reset_title: "Delete everything?",
    reset_text: "People, chats, tickets and the bot's records are deleted, and the clock goes back to today. The bot starts again in a few seconds.",
    views: "View", contact: "Contact", experts: "Experts", contact_title: "The contact's phone",
    you_are: "You are", add_contact: "Add a contact", block: "Block the bot", unblock: "Unblock",
    blocked: "The bot is blocked. Unblock it to write.", contact_log: "Chat with the bot", online: "online",
    typing: "typing…", start: "Start", no_description: "Start the chat; the bot tells you how it can help.",
    cancel: "Cancel", ok: "OK", commands: "Commands", attach: "Attach a file", write_bot: "Write to the bot",
    voice: "Send a sample voice message", send: "Send", staff_title: "Staff group", acting: "Acting as",
    leave: "Leave the group", join: "Join the group", threads: "Threads", general: "General", to_threads: "Back to threads",
    staff_log: "Messages of the thread", write_thread: "Write into this thread", delete_thread: "Delete the thread",
    delete_thread_title: "Delete this thread?", delete_thread_text: "It goes with all its messages. Telegram does not tell the bot.",
    close_thread: "Close the thread", reopen_thread: "Reopen the thread", closed: "closed", organisation: "Name of the organisation", language: "Language",
    reply: "Reply", edit: "Edit", remove: "Delete", react: "React", unfold: "Show all of it", replying: "Replying to", editing: "Editing",
    edited: "edited", more: "Message actions", photo: "Photo", document: "File", voice_message: "Voice message",
    video: "Video", audio: "Audio", sticker: "Sticker", animation: "Animation", video_note: "Video note",
    you: "You", topic_created: "Thread opened", topic_edited: "Thread changed",
    topic_closed: "Thread closed", topic_reopened: "Thread reopened", joined: "joined the group", left: "left the group",
    service: "System message", new_messages: "new messages", empty_thread: "No messages here yet.",
    lost: "Connection lost, trying again…", other_language: "Türkçe",
    size: "{n} KB", nowhere: "That did not work", forwarded: "Forwarded", inline: "Search results", via: "via", share: "Link to share", latest: "Go to the latest message",
    scenes: "Scenes", scenes_title: "Watch a scene", scenes_text: "Each is played on the real bot, with a new contact. You may join in.",
    scene_step: "step {n} of {m}", scene_over: "over", scene_stuck: "The scene stopped here: the bot did not say what was expected.",
    restarting: "The bot is starting again; it takes a few seconds.",
    contact_role: "You write for {name} now; this is their phone.",
    or_say: "Or write something like this", or_watch: "Or watch a scene",
    try_1: "How do we found an association?", try_2: "How do we prepare a project budget?", try_3: "I want to write to an expert",
    staff_role: "This is the experts' Telegram group. You are an expert.",
    staff_1: "When somebody writes to the experts, a thread opens here for their ticket.",
    staff_2: "Press “Üzerime al” (I take it) below its card.",
    staff_3: "Reply to the contact's message (↩): that goes to them. What you write without replying stays inside, as a note.",
    staff_try: "Let a ticket come in", other_scenes: "All scenes",
    anew: "Start over as somebody new", newcomer: "Newcomer {n}", resend: "Send again", levers: "Try",
    levers_contact: "What can happen in Telegram:", levers_staff: "What can happen in Telegram:", levers_thread: "Thread",
    levers_thread_text: "Telegram's own buttons: they close or delete the thread, not the ticket.",
    through_bot: "through the bot",
    why: "Why did the bot say that?", why_words: "Written", why_nothing: "The bot did not ask what these words mean: they answered an open question, or were a button or a command. (Or the bot was started again since.)",
    why_did: "What the bot did", why_policy: "Policy", why_talk: "Kind of talk", why_human: "It understood that a human is wanted", why_step: "Open step", why_step_open: "The bot had asked for something; words are taken as the answer to it first", why_context: "Read together with",
    why_context_none: "Read by itself", why_before: "The question before", why_shown: "The answer shown last", why_near: "Answers that came near", why_none: "No answer came near", why_entry: "Answer",
    close: "Close", preview: "Preview", preview_nothing: "No answer was shown in this chat yet.",
    preview_size: "{seen} characters seen, {folded} folded", preview_lent: "text in {language}",
    preview_question: "Asked like this", preview_try: "Try", preview_ask_others: "Try other entries' questions, too (takes a while)",
    preview_typed: "Typed", preview_past: "Past questions that it should answer", preview_others: "Past questions of others that find it",
    found_rank: "Rank", found_confidence: "Confidence", found_outcome: "The bot", found_question: "Question",
    did_answer: "answers", did_suggest: "suggests", did_handoff: "asks an expert", did_refuse: "refuses", did_smalltalk: "takes it as small talk", did_emergency: "takes it as an emergency",
  },
};

// Why the server would not do something, in Turkish; English comes from the server.
const REASONS = {
  "The bot is blocked; unblock it first.": "Bot engelli. Önce engeli kaldırın.",
  "Only one's own message can be edited.": "Yalnız kendi mesajınızı düzenleyebilirsiniz.",
  "Only members of the staff group can do this.": "Bunu yalnız gruptaki uzmanlar yapabilir.",
  "The message to reply to is gone.": "Yanıtladığınız mesaj silinmiş.",
  "This is not possible any more.": "Bu artık mümkün değil.",
  "The file is too large.": "Dosya çok büyük.",
  "The file did not arrive whole.": "Dosya tam ulaşmadı.",
  "A contact needs a name.": "Kişiye bir ad verin.",
};

const ZONE = "Europe/Istanbul";
// What was chosen on this page, else what the browser speaks.
const browser = navigator.language?.toLowerCase().startsWith("tr") ? "tr" : "en";
let language = ["tr", "en"].includes(localStorage.getItem("language")) ? localStorage.getItem("language") : browser;

export const spoken = () => language;
export const filled = (key, values) => Object.entries(values).reduce((words, [name, value]) => words.replace(`{${name}}`, value), t(key));

export const t = (key) => WORDS[language][key] ?? key;

export const why = (reason) => (language === "tr" && REASONS[reason]) || reason;

export function switchLanguage() {
  language = language === "tr" ? "en" : "tr";
  localStorage.setItem("language", language);
  label();
}

// Puts the words into every element that asks for some.
export function label() {
  document.documentElement.lang = language;
  for (const node of document.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
  for (const node of document.querySelectorAll("[data-t-label]")) {
    node.setAttribute("aria-label", t(node.dataset.tLabel));
    if (node.tagName === "BUTTON") node.title = t(node.dataset.tLabel);
  }
  for (const node of document.querySelectorAll("[data-t-placeholder]")) node.placeholder = t(node.dataset.tPlaceholder);
}

const format = (options) => new Intl.DateTimeFormat(language === "tr" ? "tr-TR" : "en-GB", { timeZone: ZONE, ...options });

export const hour = (seconds) => format({ hour: "2-digit", minute: "2-digit" }).format(seconds * 1000);
export const day = (seconds) => format({ weekday: "long", day: "numeric", month: "long" }).format(seconds * 1000);
export const moment = (date) => format({ weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" }).format(date);
