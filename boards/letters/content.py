"""What a letter says, as JSON that waits in the database, and back."""

from base64 import b64decode, b64encode
from email.mime.base import MIMEBase
from email.utils import formatdate
from typing import Any

from django.core.mail import DNS_NAME, EmailMessage, EmailMultiAlternatives, make_msgid

Content = dict[str, Any]


class LetterMessage(EmailMultiAlternatives):
    """A message that goes to one of its recipients, whoever else its headers name."""

    recipient = ""

    def recipients(self) -> list[str]:
        """Return whom the mail server is to give it to."""
        return [self.recipient]


def packed(message: EmailMessage) -> Content:
    """Return the message without its recipients of blind copies.

    It keeps the id and the date of this moment: a letter that a broken connection brought twice is
    known to be one by its Message-ID.
    """
    headers = {name: str(value) for name, value in message.extra_headers.items()}
    names = {name.lower() for name in headers}
    if "message-id" not in names:
        headers["Message-ID"] = make_msgid(domain=DNS_NAME)
    if "date" not in names:
        headers["Date"] = formatdate()
    return {
        "subject": str(message.subject),
        "body": str(message.body),
        "subtype": message.content_subtype,
        "encoding": message.encoding if isinstance(message.encoding, str) else None,
        "from_email": message.from_email,
        "to": list(message.to),
        "cc": list(message.cc),
        "reply_to": list(message.reply_to),
        "headers": headers,
        "alternatives": [
            [str(each[0]), str(each[1])] for each in getattr(message, "alternatives", [])
        ],
        "attachments": [_packed_attachment(each) for each in message.attachments],
    }


def unpacked(content: Content, *, recipient: str) -> LetterMessage:
    """Return the message for one recipient, as it was packed."""
    message = LetterMessage(
        subject=content["subject"],
        body=content["body"],
        from_email=content["from_email"],
        to=content["to"],
        cc=content["cc"],
        reply_to=content["reply_to"],
        headers=content["headers"],
    )
    message.content_subtype = content["subtype"]
    message.encoding = content["encoding"]
    for text, kind in content["alternatives"]:
        message.attach_alternative(text, kind)
    for name, data, kind in content["attachments"]:
        message.attach(name, b64decode(data), kind)
    message.recipient = recipient
    return message


def _packed_attachment(attachment: Any) -> list[str | None]:
    """Return the name, the bytes in base64 and the type of an attachment."""
    if isinstance(attachment, MIMEBase):
        bytes_: Any = attachment.get_payload(decode=True) or b""
        name, kind = attachment.get_filename(), attachment.get_content_type()
    else:
        name, bytes_, kind = attachment
    if isinstance(bytes_, EmailMessage):
        bytes_ = bytes_.message().as_bytes()
    elif hasattr(bytes_, "as_bytes"):
        bytes_ = bytes_.as_bytes()
    elif isinstance(bytes_, str):
        bytes_ = bytes_.encode()
    return [name, b64encode(bytes_).decode(), kind]
