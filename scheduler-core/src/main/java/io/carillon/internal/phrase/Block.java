package io.carillon.internal.phrase;

import java.util.ArrayList;
import java.util.List;

/** Pieces with nothing but glue between them. */
record Block(List<Chunker.Piece> pieces) {

  int from() {
    return pieces.get(0).from();
  }

  int to() {
    return pieces.get(pieces.size() - 1).to();
  }

  double weight(Sentence s) {
    double sum = 0;
    for (Chunker.Piece piece : pieces) {
      for (Chunk chunk : piece.chunks()) {
        sum += Chunks.weight(chunk, piece, s);
      }
    }
    return sum;
  }

  /** What it says, with the joints between its pieces. */
  List<Chunk> chunks(Sentence s) {
    List<Chunk> chunks = new ArrayList<>();
    int end = -1;
    for (Chunker.Piece piece : pieces) {
      if (end >= 0 && isJoint(s, end, piece.from())) {
        chunks.add(new Chunk.Joint());
      }
      chunks.addAll(piece.chunks());
      for (int k = piece.from(); k < piece.to(); k++) {
        if (s.is(k, Kind.HABIT, 0)) {
          chunks.add(new Chunk.Every(1, Unit.DAY, true));
        }
      }
      end = piece.to();
    }
    return chunks;
  }

  private static boolean isJoint(Sentence s, int from, int to) {
    for (int k = from; k < to; k++) {
      if (s.is(k, Kind.AND) || s.is(k, Kind.OR)) {
        return true;
      }
    }
    return false;
  }
}
