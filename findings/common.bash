# Shared by the findings beside this file; sourced, not run.
#
#   packages GROUP:ARTIFACT:VERSION...   copies the pinned packages, with what they need, into a temporary folder
#   recorded                             standard input: the output that the finding records
#   run_java                             standard input: a Java program whose class is named Finding; runs it over the
#                                        packages in the temporary folder, prints what it printed, fails if it isn't
#                                        what is recorded
#   node_packages NAME@VERSION...        as packages, from npm
#   run_node                             as run_java, with a JavaScript module
#   debian_packages NAME=VERSION...      as packages, from Debian; their programs are on the path afterwards
#   run_shell                            as run_java, with a shell script
#
# Needs Maven and a JDK of 17 or later in JAVA_HOME or on the path, or Node of 20 or later with npm, or apt on a Debian.

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if [[ -n "${JAVA_HOME:-}" ]]; then java=$JAVA_HOME/bin/java; else java=java; fi

packages() {
    local coordinate group artifact version
    {
        echo '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>'
        echo '<groupId>finding</groupId><artifactId>finding</artifactId><version>1</version><dependencies>'
        for coordinate in "$@"; do
            IFS=: read -r group artifact version <<<"$coordinate"
            echo "<dependency><groupId>$group</groupId><artifactId>$artifact</artifactId>"
            echo "<version>$version</version></dependency>"
        done
        echo '</dependencies></project>'
    } >"$work/pom.xml"
    if ! (cd "$work" && mvn -q -B -ntp -Dstyle.color=never \
        org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies \
        -DincludeScope=runtime -DoutputDirectory="$work/lib") >"$work/maven.log" 2>&1; then
        cat "$work/maven.log" >&2
        return 1
    fi
    printf 'package: %s\n' "$@"
    echo "java:    $("$java" -version 2>&1 | head -n 1)"
}

recorded() {
    cat >"$work/recorded"
}

run_java() {
    cat >"$work/Finding.java"
    run "$java" -Duser.timezone=UTC -Duser.language=en -Duser.country=US -cp 'lib/*' Finding.java
}

node_packages() {
    echo '{"private": true}' >"$work/package.json"
    if ! (cd "$work" && npm install --save-exact --ignore-scripts --no-audit --no-fund "$@") \
        >"$work/npm.log" 2>&1; then
        cat "$work/npm.log" >&2
        return 1
    fi
    printf 'package: %s\n' "$@"
    echo "node:    $(node --version)"
}

run_node() {
    cat >"$work/finding.mjs"
    TZ=UTC LC_ALL=C run node finding.mjs
}

debian_packages() {
    if ! (cd "$work" && apt-get download "$@") >"$work/apt.log" 2>&1; then
        cat "$work/apt.log" >&2
        return 1
    fi
    local archive
    for archive in "$work"/*.deb; do
        dpkg-deb -x "$archive" "$work/debian"
    done
    PATH=$work/debian/usr/bin:$PATH
    printf 'package: %s\n' "$@"
}

run_shell() {
    cat >"$work/finding.bash"
    TZ=UTC LC_ALL=C.UTF-8 run bash -euo pipefail finding.bash
}

run() {
    if ! (cd "$work" && "$@") >"$work/seen" 2>"$work/errors"; then
        cat "$work/seen" "$work/errors" >&2
        echo "The program failed." >&2
        return 1
    fi
    cat "$work/seen"
    if ! diff -u --label recorded --label seen "$work/recorded" "$work/seen" >&2; then
        echo "The behaviour differs from what is recorded." >&2
        return 1
    fi
    echo "As recorded."
}
