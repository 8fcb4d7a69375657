package io.keepwell.deploy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
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
}
