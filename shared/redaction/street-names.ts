/**
 * Street names that most towns have, folded. Only full names of people and events, so a number before one is a house,
 * even in small letters. Names that are ordinary words without diacritics ("truong chinh") are left out.
 */
const names = [
  "an duong vuong",
  "ba huyen thanh quan",
  "bui thi xuan",
  "cach mang thang (?:tam|8)",
  "cmt8",
  "dien bien phu",
  "dinh bo linh",
  "dinh tien hoang",
  "doan thi diem",
  "doc binh kieu",
  "hai ba trung",
  "hai thuong lan ong",
  "ho tung mau",
  "ho xuan huong",
  "hoang (?:dieu|hoa tham|quoc viet|van thu)",
  "hung vuong",
  "huyen tran cong chua",
  "huynh thuc khang",
  "lac long quan",
  "le (?:dai hanh|duan|hong phong|lai|loi|quy don|thanh (?:ton|tong)|thi hong gam|thi rieng|van (?:tam|sy|viet|luong))",
  "luong dinh cua",
  "luong the vinh",
  "ly (?:chinh thang|thai to|thuong kiet|tu trong)",
  "mac dinh chi",
  "nam ky khoi nghia",
  "ngo (?:gia tu|quyen|thi nham)",
  "nguyen (?:an ninh|binh khiem|chi thanh|cong tru|dinh chieu|du|hue|huu (?:canh|huan|tho)|khuyen|luong bang|sinh sac|tat thanh|thai (?:binh|hoc)|thi (?:dinh|minh khai)|trai|tri phuong|trung truc|van (?:cu|linh|troi))",
  "pham (?:hong thai|huu lau|ngoc thach|ngu lao|van dong)",
  "phan (?:boi chau|chu trinh|dang luu|dinh phung|van tri)",
  "thien ho duong",
  "thoai ngoc hau",
  "thu khoa huan",
  "to hien thanh",
  "ton duc thang",
  "ton that (?:thuyet|tung|dam)",
  "tran (?:binh trong|cao van|hung dao|khanh du|nguyen han|nhat duat|phu|quang (?:khai|dieu)|quoc (?:toan|tuan)|te xuong)",
  "truong dinh",
  "vo (?:nguyen giap|thi sau|truong toan|van (?:kiet|tan))",
  "xo viet nghe tinh",
];

/** Dates that streets are named after: `30/4`, `3 tháng 2`. */
export const streetDay = "(?:30|26|19|20|23|3|2|1|8)(?:\\/| thang )(?:2|3|4|5|8|9|11)";

/** Source of a pattern: a full street name, or `đường` and a date. */
export const streetName = `(?:(?:duong |pho |dg |d\\. ?|d )?(?:${names.join("|")})|(?:duong|dg|d\\.) ?${streetDay}(?!\\/))`;

/** Source of a pattern: kinds of streets. */
export const way = "(?:duo[ng]{1,3}|dunog|dg|pho|ngo|ngach|hem|kiet|(?:quoc|tinh|huong|dai) lo|[qth]l(?=[ \\d]))";
/** Source of a pattern: kinds of areas with houses. */
export const area = "(?:thon|ap|khom|xom|to dan pho|tdp|to|lang|soc|doi|khoi|khu pho|kp|khu vuc|kv|buon)";

/**
 * Source of a pattern: first words of street names that count in small letters too. The others are too often ordinary
 * words.
 */
export const commonName =
  "(?:nguyen|tran|le|ly|pham|phan|huynh|hoang|vo|vu|dang|bui|ngo|truong|dinh|hung|quang|dien|cach|hai|ong|mac|ton)";
