package io.keepwell.deploy.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.deploy.mysql.MySqlSource.OnPath;
import org.junit.jupiter.api.Test;

final class MySqlSourceTest {
    @Test
    void server_on_the_path_must_be_mysql_and_new_enough() {
        assertThat(OnPath.isMySql("mysqld  Ver 9.7.4-2 for Linux on x86_64 ((Debian))", 9, 0))
                .isTrue();
        assertThat(OnPath.isMySql("/usr/sbin/mysqld  Ver 8.4.3 for Linux on x86_64", 8, 4))
                .isTrue();
        assertThat(OnPath.isMySql("/usr/sbin/mysqld  Ver 8.4.3 for Linux on x86_64", 9, 0))
                .isFalse();
        assertThat(OnPath.isMySql("mysqld  Ver 10.11.6-MariaDB-0+deb12u1 for debian-linux-gnu", 9, 0))
                .isFalse();
        assertThat(OnPath.isMySql("", 9, 0)).isFalse();
    }

    @Test
    void dependencies_are_the_unindented_names() {
        assertThat(DebianArchive.packageNames("""
                        mysql-server-core
                          Depends: libc6
                         |Depends: perl
                          Depends: <perl:any>
                            perl
                        libc6
                        libstdc++6
                        <perl:any>
                        libc6
                        """)).containsExactly("mysql-server-core", "libc6", "libstdc++6");
    }
}
