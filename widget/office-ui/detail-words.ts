import type { Language } from "../messages/messages.ts";

/** What the server says of a wrong value, and how it is said in Vietnamese; `$1` is what stands in the brackets. */
const details: readonly (readonly [said: RegExp, words: string])[] = [
  [/^is (?:missing|empty)$/, "còn trống"],
  [/^is in the list already$/, "đã có ở dòng trên trong bảng này"],
  [/^is not a known field$/, "không phải là một nội dung mà hệ thống biết"],
  [/^is no known column; known: (.*)$/, "tên cột này hệ thống không biết; các cột biết được: $1"],
  [/^stands twice among the columns$/, "có hai cột cùng nội dung này"],
  [/^is a column that the file must have$/, "bảng phải có cột này"],
  [/^stands below no column's name$/, "nằm dưới một cột không có tên"],
  [
    /^must be a whole number, written without marks between digits(.*)$/,
    "phải là số nguyên, viết liền không có dấu chấm hay phẩy$1",
  ],
  [/^must be a whole number$/, "phải là số nguyên"],
  [/^must be a day such as .*?(; it is .*)?$/, "phải là ngày, ví dụ 24/11/2026$1"],
  [/^must be a calendar day such as .*$/, "phải là ngày, ví dụ 24/11/2026"],
  [
    /^is a number that may have lost zeros at its end.*?(; it is .*)?$/,
    "là số nên có thể đã mất số 0 ở cuối; xin đổi cột này thành kiểu Văn bản (Text) trong Excel rồi gõ lại$1",
  ],
  [/^must be a service code such as (.*)$/, "phải là mã thủ tục, ví dụ $1"],
  [/^must be a unit code of 1 to 32 .*$/, "mã đơn vị chỉ gồm từ 1 đến 32 chữ cái không dấu, chữ số và các dấu . _ -"],
  [/^must have at most (\d+) characters?$/, "dài quá $1 ký tự"],
  [/^must have at least (\d+) characters?$/, "phải có ít nhất $1 ký tự"],
  [/^must have at least (\d+) items?$/, "phải có ít nhất $1 mục"],
  [/^must have at most (\d+) items?$/, "có quá $1 mục"],
  [/^must hold something to see$/, "không có chữ nào đọc được"],
  [/^must be whole Unicode text.*$/, "có ký tự hỏng hoặc ký tự điều khiển"],
  [/^must be at least (-?[\d.]+)$/, "phải từ $1 trở lên"],
  [/^must be at most (-?[\d.]+)$/, "không được quá $1"],
  [/^must be text$/, "phải là chữ"],
  [/^must be null$/, "phải để trống"],
  [/^must be one of: (.*)$/, "phải là một trong: $1"],
  [/^must be a known unit$/, "không có đơn vị nào mang mã này"],
  [/^must be a known service$/, "không có thủ tục nào mang mã này"],
  [/^must be a question of one of the agency's forms$/, "không phải câu hỏi của phiếu nào của cơ quan"],
  [/^must be a rating$/, "câu hỏi này không phải câu hỏi chấm mức"],
  [/^must be (\d+) counts, lowest level first$/, "phải có đủ $1 số đếm, từ mức thấp nhất"],
  [/^is out of the key's reach$/, "thuộc đơn vị ngoài phạm vi của Ông/Bà"],
  [/^must not be after today, (\d{4})-(\d\d)-(\d\d).*$/, "không được sau hôm nay, $3/$2/$1"],
  [/^must not be before (?:from|valid_from)$/, "ngày cuối không được trước ngày đầu"],
  [/^is after the unit's last day$/, "sau ngày cuối của đơn vị"],
  [/^is before the unit's first day$/, "trước ngày đầu của đơn vị"],
  [/^overlaps another tally.*$/, "trùng ngày với một bảng đếm đã có của cùng đơn vị, câu hỏi, thủ tục, kênh và nguồn"],
  [/^overlaps another span.*$/, "trùng ngày với số đã có của cùng đơn vị, thủ tục và kênh"],
  [/^overlaps .*$/, "trùng ngày với số liệu đã có"],
  [/^must be a unit that exists on (\d{4})-(\d\d)-(\d\d)$/, "phải là đơn vị đang có vào ngày $3/$2/$1"],
  [/^makes a cycle: (.*)$/, "làm cây đơn vị thành vòng: $1"],
  [/^is more than (\d+) levels below the root$/, "nằm sâu quá $1 cấp"],
  [/^adds up to more than 1 .*$/, "cộng với các phần khác của đơn vị này vượt quá 100%"],
  [/^must not be null, since the other shares.*$/, "các phần khác đã đủ 100%, không còn gì cho đơn vị này"],
  [/^leads back to the same unit on the same day$/, "đưa số liệu trở lại chính đơn vị đó trong cùng một ngày"],
  [/^is not UTF-8.*$/, "tệp CSV không theo mã UTF-8; xin lưu lại kiểu “CSV UTF-8”"],
  [/^has more than (\d+) rows; split it$/, "bảng có hơn $1 dòng; xin chia thành nhiều bảng"],
  [/^has more than (\d+) columns.*$/, "bảng có hơn $1 cột"],
  [/^has a quote (?:that is never closed,|out of place) in row (\d+)$/, "dòng $1 có dấu nháy kép không đúng chỗ"],
  [/^is no Excel workbook .*$/, "không phải tệp Excel .xlsx, hoặc tệp có mật khẩu, hoặc tệp hỏng"],
  [/^holds more than an import takes.*$/, "tệp quá lớn; xin chép riêng các dòng cần nhập sang tệp mới"],
  [/^is missing: the first row names the columns$/, "bảng trống; dòng đầu phải là tên cột"],
  [/^is missing: there are no rows below the header$/, "không có dòng nào dưới dòng tên cột"],
];

/** Says the detail of an error in the reader's language; in the server's English words where we have none. */
export function detailWords(detail: string, language: Language): string {
  const own = detail.replace(/^row \d+(?:, column [^:]+)?: /, "");
  if (language !== "vi") return own;
  const found = details.find(([said]) => said.test(own));
  return found ? own.replace(...found).replace(/; it is “/, "; đang là “") : own;
}
