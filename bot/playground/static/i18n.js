// The page's own words. What the bot says comes from the bot, in the contact's language.

const WORDS = {
  tr: {
    skip: "Mesaj yazma alanına geç", tagline: "Deneme alanı · gerçek bot, yalnız bu bilgisayarda",
    clock: "Masanın saati", plus_hour: "+1 saat", plus_day: "+1 gün", plus_week: "+1 hafta",
    reset: "Sıfırla", reset_title: "Her şey silinsin mi?",
    reset_text: "Kişiler, sohbetler ve başlıklar silinir. Botun kendi kayıtları kalır.",
    views: "Görünüm", contact: "Kişi", experts: "Uzmanlar", contact_title: "Kişinin telefonu",
    you_are: "Siz şu an", add_contact: "Kişi ekle", block: "Botu engelle", unblock: "Engeli kaldır",
    blocked: "Bot engellendi. Yazmak için engeli kaldırın.", contact_log: "Bot ile sohbet", online: "çevrimiçi",
    typing: "yazıyor…", start: "Başlat", no_description: "Sohbeti başlatın; bot size nasıl yardımcı olabileceğini anlatır.",
    cancel: "Vazgeç", ok: "Tamam", commands: "Komutlar", attach: "Dosya ekle", write_bot: "Bota yazın",
    voice: "Örnek ses kaydı gönder", send: "Gönder", staff_title: "Uzman grubu", acting: "Yazan",
    leave: "Gruptan ayrıl", join: "Gruba katıl", threads: "Başlıklar", general: "Genel", to_threads: "Başlıklara dön",
    staff_log: "Başlıktaki mesajlar", write_thread: "Bu başlığa yazın", delete_thread: "Sil",
    delete_thread_title: "Başlık silinsin mi?", delete_thread_text: "Başlık bütün mesajlarıyla silinir. Telegram bunu bota bildirmez.",
    close_thread: "Kapat", reopen_thread: "Aç", closed: "kapalı", organisation: "Kuruluşun adı", language: "Dil",
    reply: "Yanıtla", edit: "Düzenle", remove: "Sil", react: "Tepki", unfold: "Tamamını göster", replying: "Yanıtlanan", editing: "Düzenlenen",
    edited: "düzenlendi", more: "Mesaj işlemleri", photo: "Fotoğraf", document: "Dosya", voice_message: "Ses kaydı",
    video: "Video", audio: "Ses dosyası", sticker: "Çıkartma", animation: "Animasyon", video_note: "Görüntülü not",
    you: "Siz", topic_created: "Başlık açıldı", topic_edited: "Başlık değişti",
    topic_closed: "Başlık kapatıldı", topic_reopened: "Başlık yeniden açıldı", joined: "gruba katıldı", left: "gruptan ayrıldı",
    service: "Sistem mesajı", new_messages: "yeni mesaj", empty_thread: "Burada henüz mesaj yok.",
    lost: "Bağlantı koptu, yeniden deneniyor…", other_language: "English",
    size: "{n} KB", nowhere: "Bu olmadı", forwarded: "İletildi", inline: "Arama sonuçları", via: "aracı", share: "Paylaşılacak bağlantı", latest: "Son mesaja git",
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
    reset_text: "People, chats and threads are deleted. The bot keeps its own records.",
    views: "View", contact: "Contact", experts: "Experts", contact_title: "The contact's phone",
    you_are: "You are", add_contact: "Add a contact", block: "Block the bot", unblock: "Unblock",
    blocked: "The bot is blocked. Unblock it to write.", contact_log: "Chat with the bot", online: "online",
    typing: "typing…", start: "Start", no_description: "Start the chat; the bot tells you how it can help.",
    cancel: "Cancel", ok: "OK", commands: "Commands", attach: "Attach a file", write_bot: "Write to the bot",
    voice: "Send a sample voice message", send: "Send", staff_title: "Staff group", acting: "Acting as",
    leave: "Leave the group", join: "Join the group", threads: "Threads", general: "General", to_threads: "Back to threads",
    staff_log: "Messages of the thread", write_thread: "Write into this thread", delete_thread: "Delete",
    delete_thread_title: "Delete this thread?", delete_thread_text: "It goes with all its messages. Telegram does not tell the bot.",
    close_thread: "Close", reopen_thread: "Reopen", closed: "closed", organisation: "Name of the organisation", language: "Language",
    reply: "Reply", edit: "Edit", remove: "Delete", react: "React", unfold: "Show all of it", replying: "Replying to", editing: "Editing",
    edited: "edited", more: "Message actions", photo: "Photo", document: "File", voice_message: "Voice message",
    video: "Video", audio: "Audio", sticker: "Sticker", animation: "Animation", video_note: "Video note",
    you: "You", topic_created: "Thread opened", topic_edited: "Thread changed",
    topic_closed: "Thread closed", topic_reopened: "Thread reopened", joined: "joined the group", left: "left the group",
    service: "System message", new_messages: "new messages", empty_thread: "No messages here yet.",
    lost: "Connection lost, trying again…", other_language: "Türkçe",
    size: "{n} KB", nowhere: "That did not work", forwarded: "Forwarded", inline: "Search results", via: "via", share: "Link to share", latest: "Go to the latest message",
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
let language = localStorage.getItem("language") === "en" ? "en" : "tr";

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
