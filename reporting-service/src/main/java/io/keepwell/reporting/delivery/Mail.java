package io.keepwell.reporting.delivery;

import io.keepwell.core.report.MailAddress;
import io.keepwell.core.report.run.RunContent;
import io.keepwell.core.report.run.RunFile;
import jakarta.activation.DataHandler;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A report as a mail: text and html to choose from, the html's charts beside it, files attached. Has an id
/// of its own choice, and remembers whether it was written to the server to its end.
final class Mail extends MimeMessage {
    private final String messageId;
    private volatile boolean saidAll;

    private Mail(Session session, String messageId) {
        super(session);
        this.messageId = messageId;
    }

    static Mail of(
            Session session,
            String messageId,
            InternetAddress from,
            MailAddress recipient,
            RunContent content,
            Instant sentAt)
            throws MessagingException {
        Mail mail = new Mail(session, messageId);
        mail.setFrom(from);
        mail.setRecipient(RecipientType.TO, new InternetAddress(recipient.address(), true));
        mail.setSubject(content.subject(), "UTF-8");
        mail.setSentDate(Date.from(sentAt));
        // No out-of-office notes, please.
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setHeader("X-Auto-Response-Suppress", "All");
        mail.setContent(whole(content));
        mail.saveChanges();
        return mail;
    }

    private static MimeMultipart whole(RunContent content) throws MessagingException {
        MimeBodyPart text = new MimeBodyPart();
        text.setText(content.plainText(), "UTF-8");
        MimeMultipart alternatives = new MimeMultipart("alternative", text, part(htmlWithImages(content)));
        MimeMultipart whole = new MimeMultipart("mixed", part(alternatives));
        for (RunFile file : content.files(RunFile.Use.ATTACHED)) {
            MimeBodyPart attached = new MimeBodyPart();
            attached.setDataHandler(new DataHandler(new ByteArrayDataSource(file.bytes(), file.mediaType())));
            attached.setFileName(name(content.subject()) + "." + file.format());
            attached.setDisposition(Part.ATTACHMENT);
            whole.addBodyPart(attached);
        }
        return whole;
    }

    private static MimeMultipart htmlWithImages(RunContent content) throws MessagingException {
        MimeBodyPart html = new MimeBodyPart();
        html.setText(content.html(), "UTF-8", "html");
        MimeMultipart related = new MimeMultipart("related", html);
        for (Map.Entry<String, byte[]> image : new TreeMap<>(content.images()).entrySet()) {
            MimeBodyPart png = new MimeBodyPart();
            png.setDataHandler(new DataHandler(new ByteArrayDataSource(image.getValue(), "image/png")));
            png.setContentID("<" + image.getKey() + ">");
            png.setDisposition(Part.INLINE);
            related.addBodyPart(png);
        }
        return related;
    }

    private static MimeBodyPart part(MimeMultipart multipart) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setContent(multipart);
        return part;
    }

    private static String name(String subject) {
        String words = subject.replaceAll("[^A-Za-z0-9]+", " ").strip().replace(' ', '-');
        return words.isEmpty() ? "report" : words;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }

    @Override
    public void writeTo(OutputStream output, String @Nullable [] ignored) throws IOException, MessagingException {
        super.writeTo(output, ignored);
        saidAll = true;
    }

    /// Whether the server may have all of it. As long as it hasn't, it can't have accepted it.
    boolean saidAll() {
        return saidAll;
    }
}
