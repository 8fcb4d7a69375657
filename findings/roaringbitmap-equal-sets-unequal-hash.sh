#!/usr/bin/env bash
# Guess:   two RoaringBitmaps that hold the same accounts are equal and have one hash code, as long as one keeps to the
#          rule in the documentation of hashCode(): call runOptimize() on all bitmaps or on none; equal bitmaps with
#          the same hasRunCompression() hash alike.
# True:    none of the three holds. On none: a bitmap filled by a range (bitmapOfRange, add(from, to), flip) is made
#          of runs without anybody calling runOptimize(), the same accounts added one by one are not, and the hashes
#          differ. On all: a chunk keeps the form it has when the other form takes as many bytes, so three neighbours
#          stay a list in one bitmap and a run in the other after runOptimize() of both. And two bitmaps of two
#          chunks both answer hasRunCompression() with true, are equal, and hash differently. A HashMap or HashSet
#          keyed by such a bitmap holds the same set twice and doesn't find it again.
# Version: org.roaringbitmap:RoaringBitmap 1.6.29. Source: RoaringBitmap.hashCode(), RoaringBitmap.runOptimize(),
#          ArrayContainer.runOptimize().
# Who:     sets of accounts (a segment, a cohort, "used the feature this month") are bitmaps here and in most
#          analytical stores; a cache keyed by the set misses, and a set of distinct segments counts one twice.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

packages org.roaringbitmap:RoaringBitmap:1.6.29

recorded <<'TEXT'
runOptimize() on neither, accounts 0 to 999
  equal: true
  made of runs: false and true
  same hash code: false
  distinct sets in a HashSet: 2
runOptimize() on both, accounts 22 to 24
  equal: true
  made of runs: false and true
  same hash code: false
  distinct sets in a HashSet: 2
runOptimize() on both, accounts 0 to 999 and 65536 to 65538
  equal: true
  made of runs: true and true
  same hash code: false
  distinct sets in a HashSet: 2
TEXT

run_java <<'JAVA'
import java.util.HashSet;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

public class Finding {
    public static void main(String[] arguments) {
        compare("runOptimize() on neither, accounts 0 to 999", oneByOne(0, 1000), RoaringBitmap.bitmapOfRange(0, 1000));

        RoaringBitmap added = oneByOne(22, 25);
        RoaringBitmap ranged = RoaringBitmap.bitmapOfRange(22, 25);
        added.runOptimize();
        ranged.runOptimize();
        compare("runOptimize() on both, accounts 22 to 24", added, ranged);

        RoaringBitmap twoChunks = oneByOne(0, 1000);
        twoChunks.or(oneByOne(65536, 65539));
        RoaringBitmap twoRanges = RoaringBitmap.bitmapOfRange(0, 1000);
        twoRanges.add(65536L, 65539L);
        twoChunks.runOptimize();
        twoRanges.runOptimize();
        compare("runOptimize() on both, accounts 0 to 999 and 65536 to 65538", twoChunks, twoRanges);
    }

    static RoaringBitmap oneByOne(int from, int to) {
        RoaringBitmap bitmap = new RoaringBitmap();
        for (int account = from; account < to; account++) {
            bitmap.add(account);
        }
        return bitmap;
    }

    static void compare(String title, RoaringBitmap left, RoaringBitmap right) {
        System.out.println(title);
        System.out.println("  equal: " + left.equals(right));
        System.out.println("  made of runs: " + left.hasRunCompression() + " and " + right.hasRunCompression());
        System.out.println("  same hash code: " + (left.hashCode() == right.hashCode()));
        System.out.println("  distinct sets in a HashSet: " + new HashSet<>(List.of(left, right)).size());
    }
}
JAVA
