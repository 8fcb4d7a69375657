package io.keepwell.deploy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MailCatcherTest {
    @Test
    void mails_of_an_earlier_story_are_cleared_and_nothing_else(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("000000.eml"), "Subject: old\r\n\r\nold\r\n");
        Files.writeString(folder.resolve("notes.txt"), "mine");
        try (MailCatcher catcher = MailCatcher.start(folder)) {
            assertThat(catcher.mails())
                    .singleElement()
                    .extracting(MailCatcher.Mail::subject)
                    .isEqualTo("old");

            catcher.clear();

            assertThat(catcher.mails()).isEmpty();
        }
        assertThat(folder.toFile().list()).containsExactly("notes.txt");
    }

    @Test
    void no_mail_leaves_no_folder(@TempDir Path folder) {
        MailCatcher.start(folder.resolve("mail")).close();

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void mail_is_read_without_its_tags_and_with_its_pictures_in_it(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("000000.eml"), """
                Subject: =?UTF-8?Q?Umsatz_<b>?=
                From: reports@bluebird.example
                To: board@bluebird.example
                MIME-Version: 1.0
                Content-Type: multipart/related; boundary=x

                --x
                Content-Type: text/html; charset=utf-8

                <html><head><style>p { color: red }</style></head>
                <body><p>12&nbsp;%</p><p>a &lt; b, cid:chart</p><img alt="" src="cid:chart"></body></html>
                --x
                Content-Type: image/png
                Content-ID: <chart>
                Content-Transfer-Encoding: base64

                AQID
                --x
                Content-Type: text/csv; name="a&b<c>.csv"
                Content-Disposition: attachment; filename="a&b<c>.csv"

                1
                --x--
                """.replace("\n", "\r\n"));
        try (MailCatcher catcher = MailCatcher.start(folder)) {
            MailCatcher.Mail mail = catcher.mails().getFirst();

            assertThat(mail.text()).isEqualTo("12 % a < b, cid:chart");
            assertThat(mail.html()).contains("src=\"data:image/png;base64,AQID\"", "a &lt; b, cid:chart");

            assertThat(MailCatcherPage.list(catcher.mails(), "/mail"))
                    .contains("<a href=\"/mail/0\">Umsatz &lt;b&gt;</a>", "board@bluebird.example")
                    .contains("<a href=\"/mail/0/0\">a&amp;b&lt;c&gt;.csv</a>")
                    .doesNotContain("No mail yet", "th:text");
            assertThat(MailCatcherPage.list(List.of(), "/mail")).contains("No mail yet");
        }
    }
}
